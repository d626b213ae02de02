package drolt.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.cli.output.TextTable.Column;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextTableTest {
    private static final OutputStyle UNICODE = new OutputStyle(true, false, 80);
    private static final OutputStyle COLOUR = new OutputStyle(true, true, 80);

    private static TextTable results() {
        return TextTable.withColumns(Column.left("arm"), Column.right("accuracy"), Column.right("few"))
                .row("CE", "33.5", "3.3")
                .rule()
                .row("DRO-LT + cRT", "36.1", "")
                .build();
    }

    @Test
    void numbersAreFlushRightAndGroupsAreSeparated() {
        assertThat(results().lines(OutputStyle.PLAIN))
                .containsExactly(
                        "arm            accuracy   few",
                        "-----------------------------",
                        "CE                 33.5   3.3",
                        "-----------------------------",
                        "DRO-LT + cRT       36.1");
    }

    @Test
    void rulesAreDrawnWhereTheTerminalCan() {
        assertThat(results().lines(UNICODE).get(1)).isEqualTo("─".repeat(29));
    }

    @Test
    void coloursChangeNothingButEscapeSequences() {
        assertThat(results().lines(COLOUR).stream().map(line -> line.replaceAll("\u001b\\[[0-9]+m", "")))
                .containsExactlyElementsOf(results().lines(UNICODE));
        assertThat(results().lines(COLOUR).get(0)).startsWith("\u001b[1m");
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCellOfARightColumnEndsInTheSameColumn(int seed) {
        Random random = new Random(seed);
        TextTable.Builder table = TextTable.withColumns(Column.left("name"), Column.right("value"));
        int rows = 1 + random.nextInt(8);
        for (int row = 0; row < rows; row++) {
            table.row(word(random), random.nextInt(1_000_000) + "x");
        }
        assertThat(table.build().lines(UNICODE).stream().map(DisplayWidth::of).distinct())
                .hasSize(1);
    }

    private static String word(Random random) {
        String[] letters = {"a", "Ä", "漢", "e\u0301", "한", "😀", "ﬀ", "-"};
        return random.ints(random.nextInt(12), 0, letters.length)
                .mapToObj(letter -> letters[letter])
                .reduce("", String::concat);
    }

    @Test
    void controlCharactersOfForeignNamesNeverReachTheTerminal() {
        TextTable table = TextTable.withColumns(Column.left("class"))
                .row("a\u001b[2Jb\nc\td")
                .build();
        assertThat(table.lines(OutputStyle.PLAIN)).last().isEqualTo("a?[2Jb?c?d");
    }

    @Test
    void aRowWithAnotherNumberOfCellsIsRefused() {
        assertThatThrownBy(() -> TextTable.withColumns(Column.left("one")).row("1", "2"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
