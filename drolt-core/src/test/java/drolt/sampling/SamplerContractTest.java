package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler owes: purity, length, valid positions, absent classes left out. */
class SamplerContractTest {
    private static final int EPOCHS = 9;

    static Stream<SamplerConfig> configurations(@Nullable Integer draws) {
        return Stream.of(
                new ShuffledSamplerConfig(draws),
                new ClassBalancedSamplerConfig(draws),
                new SquareRootSamplerConfig(0.5, draws),
                new ClassAwareSamplerConfig(4, draws),
                new EffectiveNumberSamplerConfig(0.9999, draws),
                new InverseSamplerConfig(draws),
                new ProgressiveSamplerConfig(true, draws),
                new DeferredSamplerConfig(3, new ShuffledSamplerConfig(draws), new ClassBalancedSamplerConfig(draws)));
    }

    static Stream<SamplerConfig> configurations() {
        return Stream.of(null, 1, 7, 64, 501).flatMap(SamplerContractTest::configurations);
    }

    /** Counts of 7 classes, two of them absent, in mixed order. */
    static int[] labels() {
        int[] counts = {40, 0, 20, 9, 3, 0, 1};
        int[] labels = IntStream.range(0, counts.length)
                .flatMap(label -> IntStream.generate(() -> label).limit(counts[label]))
                .toArray();
        new ReseedableRandom(1, 1, 1).shuffle(labels);
        return labels;
    }

    @Test
    void everyKindIsCovered() {
        assertThat(configurations(null).map(Object::getClass).map(Class.class::cast))
                .containsExactlyInAnyOrder(SamplerConfig.class.getPermittedSubclasses());
    }

    @Test
    void recipesNameTheKindsLikeThis() {
        assertThat(Arrays.stream(SamplerConfig.class.getPermittedSubclasses())
                        .map(kind -> kind.getAnnotation(JsonTypeName.class).value()))
                .containsExactly(
                        "shuffled",
                        "class-balanced",
                        "square-root",
                        "class-aware",
                        "effective-number",
                        "inverse",
                        "progressive",
                        "deferred");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void anEpochIsAFunctionOfSeedAndEpochAlone(SamplerConfig config) {
        Sampler forward = config.build(new SamplerContext(labels(), 7, EPOCHS, 3));
        int[][] epochs = IntStream.range(0, 9).mapToObj(forward::draw).toArray(int[][]::new);
        Sampler backward = config.build(new SamplerContext(labels(), 7, EPOCHS, 3));
        for (int epoch = 8; epoch >= 0; epoch--) {
            assertThat(backward.draw(epoch)).isEqualTo(epochs[epoch]);
            assertThat(config.build(new SamplerContext(labels(), 7, EPOCHS, 3)).draw(epoch))
                    .isEqualTo(epochs[epoch]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void epochsAndSeedsDiffer(SamplerConfig config) {
        Integer draws = config.draws();
        if (draws != null && draws < 60) {
            return; // short epochs may be equal by chance
        }
        int[] first = config.build(new SamplerContext(labels(), 7, EPOCHS, 3)).draw(0);
        assertThat(config.build(new SamplerContext(labels(), 7, EPOCHS, 3)).draw(1))
                .isNotEqualTo(first);
        assertThat(config.build(new SamplerContext(labels(), 7, EPOCHS, 4)).draw(0))
                .isNotEqualTo(first);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void drawsAreAsManyAsPromisedAndLieInTheDataSet(SamplerConfig config) {
        Sampler sampler = config.build(new SamplerContext(labels(), 7, EPOCHS, 3));
        int standard = config instanceof ClassAwareSamplerConfig ? 40 * 5 : 73;
        assertThat(sampler.drawsPerEpoch()).isEqualTo(config.draws() == null ? standard : config.draws());
        for (int epoch = 0; epoch < 5; epoch++) {
            int[] drawn = sampler.draw(epoch);
            assertThat(drawn).hasSize(sampler.drawsPerEpoch());
            assertThat(Arrays.stream(drawn).allMatch(position -> position >= 0 && position < 73))
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void whatTheCallerDoesToADrawChangesNoOther(SamplerConfig config) {
        Sampler sampler = config.build(new SamplerContext(labels(), 7, EPOCHS, 3));
        int[] drawn = sampler.draw(2);
        int[] copy = drawn.clone();
        Arrays.fill(drawn, -1);
        assertThat(sampler.draw(2)).isEqualTo(copy);
    }

    @Test
    void nothingToDrawFromIsOneLine() {
        configurations(null)
                .forEach(config -> assertThatThrownBy(() -> config.build(new SamplerContext(new int[0], 7, EPOCHS, 3)))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("no image"));
    }

    @Test
    void anEpochBeyondIntegersIsOneLine() { // 50,000 images of one class times 50,001 classes
        int[] labels = new int[100_000];
        Arrays.setAll(labels, at -> Math.max(0, at - 49_999));
        assertThatThrownBy(
                        () -> new ClassAwareSamplerConfig(4, null).build(new SamplerContext(labels, 50_001, EPOCHS, 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("draws: 100000");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertRefused(() -> new ShuffledSamplerConfig(0), "draws");
        assertRefused(() -> new ClassBalancedSamplerConfig(-1), "draws");
        assertRefused(() -> new SquareRootSamplerConfig(Double.NaN, null), "power");
        assertRefused(() -> new SquareRootSamplerConfig(1.1, null), "power");
        assertRefused(() -> new EffectiveNumberSamplerConfig(1, null), "beta");
        assertRefused(() -> new EffectiveNumberSamplerConfig(-0.1, null), "beta");
        assertRefused(() -> new ClassAwareSamplerConfig(0, null), "perClass");
        assertRefused(() -> new InverseSamplerConfig(0), "draws");
        assertRefused(() -> new ProgressiveSamplerConfig(true, 0), "draws");
        assertRefused(
                () -> new DeferredSamplerConfig(0, new ShuffledSamplerConfig(null), new ShuffledSamplerConfig(null)),
                "until");
    }

    static void assertRefused(ThrowingCallable construction, String key) {
        assertThatThrownBy(construction)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
