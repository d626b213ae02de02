package drolt.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarChartTest {
    @Test
    void theLongestBarFillsTheWidthAndTheOthersAreInProportion() {
        BarChart chart = BarChart.builder()
                .bar("apple", 40, "40 many")
                .bar("bear", 20, "20 few")
                .bar("cow", 0, "0")
                .build();
        assertThat(chart.lines(new OutputStyle(false, false, 29)))
                .containsExactly(
                        "apple " + "#".repeat(15) + " 40 many", "bear  " + "#".repeat(8) + " 20 few", "cow    0");
    }

    @Test
    void eighthsOfACellAreDrawnWhereTheTerminalCan() {
        List<String> lines =
                BarChart.builder().bar("a", 80, "").bar("b", 41, "").build().lines(new OutputStyle(true, false, 23));
        assertThat(lines).containsExactly("a " + "█".repeat(20), "b " + "█".repeat(10) + "▎");
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noLineIsWiderThanTheTerminalAndNoImageInvisible(int seed) {
        Random random = new Random(seed);
        OutputStyle style = new OutputStyle(random.nextBoolean(), false, 30 + random.nextInt(120));
        BarChart.Builder chart = BarChart.builder();
        int bars = 1 + random.nextInt(20);
        for (int bar = 0; bar < bars; bar++) {
            int count = 1 + (int) Math.exp(random.nextDouble() * 9);
            chart.bar("x".repeat(random.nextInt(60)), count, Integer.toString(count));
        }
        assertThat(chart.build().lines(style))
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(style.columns()))
                .allMatch(line -> line.matches(".*[#█▏▎▍▌▋▊▉].*"));
    }

    @Test
    void onlyEmptyBarsOrNoneAreDrawnToo() {
        assertThat(BarChart.builder().build().lines(OutputStyle.PLAIN)).isEmpty();
        assertThat(BarChart.builder().bar("a", 0, "0").build().lines(OutputStyle.PLAIN))
                .containsExactly("a  0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aLengthThatCannotBeDrawnIsRefused(double value) {
        assertThatThrownBy(() -> BarChart.builder().bar("a", value, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
