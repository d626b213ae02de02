package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageTableTest {
    private static final ImageTable.Columns USUAL = new ImageTable.Columns("path", "label", null, null);

    private static ImageTable parse(String text) {
        return ImageTable.parse(text.getBytes(StandardCharsets.UTF_8), "t.csv", USUAL);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Fields of odd characters, written as RFC 4180 says, between columns that mean nothing. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenAsTheStandardSaysIsReadBack(long seed) {
        Random random = new Random(seed);
        char separator = ",;\t".charAt(random.nextInt(3));
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        text.append(String.join(String.valueOf(separator), "notes", "label", "\"path\"", "Group", "split", "group"))
                .append(end);
        List<ImageTable.Row> expected = new ArrayList<>();
        int line = 2;
        for (int row = 1 + random.nextInt(8); row > 0; row--) {
            String path = "p" + odd(random, false) + "x";
            String label = "l" + odd(random, false) + "x";
            String notes = odd(random, true);
            SplitPart split = SplitPart.values()[random.nextInt(3)];
            String word = split.title();
            String group = random.nextInt(3) == 0 ? "" : "g" + odd(random, false) + "x";
            text.append(quoted(notes)).append(separator);
            text.append(quoted(label)).append(separator).append(quoted(path)).append(separator);
            text.append("any").append(separator);
            text.append(random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : word)
                    .append(separator);
            text.append(group.isEmpty() ? group : quoted(group)).append(end);
            expected.add(new ImageTable.Row(line, path, label, split, group.isEmpty() ? null : group));
            line += 1
                    + (int) notes.chars().filter(character -> character == '\n').count();
            if (random.nextInt(4) == 0) {
                text.append(end);
                line++;
            }
        }
        assertThat(parse(text.toString()).rows()).isEqualTo(expected);
    }

    private static String odd(Random random, boolean breaks) {
        String characters = ",;\t\"' äß#\\/" + (breaks ? "\n" : "");
        StringBuilder text = new StringBuilder();
        for (int at = random.nextInt(6); at > 0; at--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    @Test
    void spacesAroundFieldsMeanNothing() {
        assertThat(parse("path , label, group\n a b.jpg , cat ,\n").rows())
                .containsExactly(new ImageTable.Row(2, "a b.jpg", "cat", null, null));
    }

    @Test
    void aTableOfTabsKeepsItsEmptyFields() {
        byte[] text = "path\tlabel\tnotes\tgroup\na,b.jpg\tcat\t\t\nc.jpg\tdog\t\tg\n".getBytes(StandardCharsets.UTF_8);
        assertThat(ImageTable.parse(text, "t.TSV", USUAL).rows())
                .containsExactly(
                        new ImageTable.Row(2, "a,b.jpg", "cat", null, null),
                        new ImageTable.Row(3, "c.jpg", "dog", null, "g"));
    }

    @Test
    void columnsAreFoundByTheNamesThatAreGiven() {
        byte[] text = "file,species,fold,animal,split,group\na.jpg,cat,Test,7,x,y\n".getBytes(StandardCharsets.UTF_8);
        assertThat(ImageTable.parse(text, "t.csv", new ImageTable.Columns("file", "species", "fold", "animal"))
                        .rows())
                .containsExactly(new ImageTable.Row(2, "a.jpg", "cat", SplitPart.TEST, "7"));
        assertThat(ImageTable.parse(text, "t.csv", new ImageTable.Columns("file", "species", "", ""))
                        .rows())
                .containsExactly(new ImageTable.Row(2, "a.jpg", "cat", null, null));
        assertColumnMissing("fould", null, "t.csv:1: has no column 'fould', only 'file', 'species', 'fold', 'animal',");
        assertColumnMissing("", "ape", "t.csv:1: has no column 'ape', only 'file', 'species', 'fold', 'animal',");
    }

    private static void assertColumnMissing(@Nullable String split, @Nullable String group, String message) {
        byte[] text = "file,species,fold,animal\na.jpg,cat,Test,7\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(
                        () -> ImageTable.parse(text, "t.csv", new ImageTable.Columns("file", "species", split, group)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message.substring(0, message.length() - 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                        | t.csv: is empty; its first line names the columns, for example path,label
                    `\\n\\n`                                  | t.csv: is empty
                    path,label                                | t.csv: names no image below the line of the columns
                    path,class\\na,b                          | t.csv:1: has no column 'label', only 'path', 'class'; rename one, or say with dataset.labelColumn which it is
                    file;label                                | t.csv:1: has no column 'path', only 'file;label'
                    path,label,path\\na,b,c                   | t.csv:1: has two columns 'path'; rename one
                    path,label\\na,b\\nc                      | t.csv:3: has 1 field, and the first line names 2 columns
                    path,label\\na,b,c                        | t.csv:2: has 3 fields, and the first line names 2 columns
                    path,label\\na,b\\n\\n,c                  | t.csv:4: column 'path': is empty
                    path,label\\n"a\\nb",c                    | t.csv:2: column 'path': holds a line break or another control character; remove it
                    path,label,n\\na,b,"x\\ny"\\na,,c         | t.csv:4: column 'label': is empty
                    path,label,split\\na,b,train\\nc,d,dev    | t.csv:3: column 'split': 'dev' is no split; write train, val or test
                    path,label,split\\na,b,                   | t.csv:2: column 'split': is empty
                    path,label\\na,b\\n"c,d                   | t.csv:3: cannot be read as a table (
                    path,label\\na,b\\n"c"d,e                 | t.csv:3: cannot be read as a table (
                    """)
    void mistakesAreToldWithLineAndColumn(String text, String message) {
        assertRefused(text.replace("\\n", "\n"), message);
    }

    @Test
    void whatIsNoUtf8IsALine() {
        byte[] latin = "path,label\n\u00e4,b\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ImageTable.parse(latin, "t.csv", USUAL))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("t.csv: is no text in UTF-8; save it so");
    }
}
