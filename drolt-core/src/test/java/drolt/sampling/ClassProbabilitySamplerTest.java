package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often each image comes, against the formula for single images. */
class ClassProbabilitySamplerTest {
    private static final int EPOCHS = 200;
    /** A sampler and the weight of one image of a class with so many images. */
    record Case(SamplerConfig config, IntToDoubleFunction imageWeight) {
        @Override
        public String toString() {
            return config.toString();
        }
    }

    static Stream<Case> cases() {
        int draws = 20_000;
        return Stream.of(
                new Case(new ClassBalancedSamplerConfig(draws), count -> 1.0 / count),
                new Case(new SquareRootSamplerConfig(0.5, draws), count -> Math.sqrt(count) / count),
                new Case(new SquareRootSamplerConfig(1, draws), count -> 1),
                new Case(new SquareRootSamplerConfig(0, draws), count -> 1.0 / count),
                new Case(new SquareRootSamplerConfig(-1, draws), count -> 1.0 / count / count),
                new Case(new InverseSamplerConfig(draws), count -> 1.0 / count / count),
                new Case(new EffectiveNumberSamplerConfig(0.9999, draws), count -> effective(0.9999, count)),
                new Case(new EffectiveNumberSamplerConfig(0.9, draws), count -> effective(0.9, count)),
                new Case(new EffectiveNumberSamplerConfig(0, draws), count -> 1));
    }

    private static double effective(double beta, int count) {
        return (1 - beta) / (1 - Math.pow(beta, count));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void imagesComeAsOftenAsTheirWeightSays(Case example) {
        int[] labels = SamplerContractTest.labels();
        int[] counts = new int[7];
        Arrays.stream(labels).forEach(label -> counts[label]++);
        double[] weights = Arrays.stream(labels)
                .mapToDouble(label -> example.imageWeight().applyAsDouble(counts[label]))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        double[] shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();

        for (long seed : new long[] {17, 18, 19}) {
            Sampler sampler = example.config().build(new SamplerContext(labels, 7, EPOCHS, seed));
            int[] drawn = new int[labels.length];
            IntStream.range(0, 5)
                    .forEach(epoch -> Arrays.stream(sampler.draw(epoch)).forEach(at -> drawn[at]++));

            Frequencies.assertShares(drawn, shares);
            assertThat(Arrays.stream(drawn).sum()).isEqualTo(100_000);
        }
    }
}
