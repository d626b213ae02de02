package drolt.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnChartTest {
    @Test
    void aColumnIsAsHighAsItsNumber() {
        ColumnChart chart = ColumnChart.builder()
                .between(0, 1)
                .height(2)
                .chart("a", List.of(1.0, 0.5, 0.25, 0.0), "end")
                .build();
        assertThat(chart.lines(new OutputStyle(true, false, 20))).containsExactly("  ███", "a ██████▄▄▄▁▁▁ end");
    }

    @Test
    void eachSeriesHasItsOwnRangeUnlessOneIsGiven() {
        List<String> own = ColumnChart.builder()
                .chart("a", List.of(10.0, 20.0), "")
                .chart("b", List.of(5.0, 5.0), "")
                .build()
                .lines(new OutputStyle(true, false, 20));
        assertThat(own).containsExactly("a ▁▁▁███", "b ▄▄▄▄▄▄");
    }

    @Test
    void aLongSeriesIsAveragedOverNeighbours() {
        List<Double> values =
                IntStream.range(0, 360).mapToObj(i -> i < 180 ? 1.0 : 0.0).toList();
        List<String> lines =
                ColumnChart.builder().chart("a", values, "").build().lines(new OutputStyle(true, false, 21));
        assertThat(lines).containsExactly("a " + "█".repeat(9) + "▁".repeat(9));
    }

    @Test
    void whereOnlyAsciiMayBePrintedThereIsNothing() {
        assertThat(ColumnChart.builder().chart("a", List.of(1.0), "").build().lines(OutputStyle.PLAIN))
                .isEmpty();
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noLineIsWiderThanTheTerminal(int seed) {
        Random random = new Random(seed);
        int columns = 20 + random.nextInt(100);
        ColumnChart.Builder chart = ColumnChart.builder().height(1 + random.nextInt(4));
        int series = 1 + random.nextInt(4);
        for (int i = 0; i < series; i++) {
            List<Double> values = DoubleStream.generate(random::nextGaussian)
                    .limit(1 + random.nextInt(300))
                    .boxed()
                    .toList();
            chart.chart("x".repeat(random.nextInt(60)), values, random.nextBoolean() ? "12 %" : "");
        }
        assertThat(chart.build().lines(new OutputStyle(true, false, columns)))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
}
