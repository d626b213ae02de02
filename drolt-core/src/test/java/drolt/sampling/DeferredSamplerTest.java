package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeferredSamplerTest {
    private static final SamplerConfig SHUFFLED = new ShuffledSamplerConfig(null);
    private static final SamplerConfig BALANCED = new ClassBalancedSamplerConfig(null);

    private static SamplerContext context(int epochs, long seed) {
        return new SamplerContext(SamplerContractTest.labels(), 7, epochs, seed);
    }

    @ParameterizedTest(name = "until {0}")
    @ValueSource(ints = {1, 4, 9})
    void theOtherSamplerComesAfterTheNamedEpoch(int until) {
        for (long seed = 1; seed <= 3; seed++) {
            Sampler deferred = new DeferredSamplerConfig(until, SHUFFLED, BALANCED).build(context(10, seed));
            Sampler first = SHUFFLED.build(context(10, seed));
            Sampler then = BALANCED.build(context(10, seed));
            for (int epoch = 1; epoch <= 10; epoch++) { // as people count
                assertThat(deferred.draw(epoch - 1)).isEqualTo((epoch <= until ? first : then).draw(epoch - 1));
            }
        }
    }

    @Test
    void aSamplerDeferredToItselfIsItself() {
        SamplerConfig classAware = new ClassAwareSamplerConfig(4, 73);
        Sampler deferred = new DeferredSamplerConfig(3, classAware, classAware).build(context(6, 2));
        Sampler alone = classAware.build(context(6, 2));
        for (int epoch = 0; epoch < 6; epoch++) {
            assertThat(deferred.draw(epoch)).isEqualTo(alone.draw(epoch));
        }
    }

    @Test
    void samplersKnowTheWholeStage() {
        SamplerConfig progressive = new ProgressiveSamplerConfig(true, null);
        Sampler deferred = new DeferredSamplerConfig(2, SHUFFLED, progressive).build(context(8, 2));
        assertThat(deferred.draw(7)).isEqualTo(progressive.build(context(8, 2)).draw(7));
    }

    @Test
    void epochsOfDifferentLengthAreRefusedWithBothLengths() {
        SamplerConfig longer = new ClassAwareSamplerConfig(4, null);
        assertThatThrownBy(() -> new DeferredSamplerConfig(3, SHUFFLED, longer).build(context(10, 1)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("200 draws an epoch must be as many as those of first, 73; set the draws of one of them");
    }

    @Test
    void anEpochThatTheStageDoesNotGoBeyondIsRefused() {
        SamplerContractTest.assertRefused(
                () -> new DeferredSamplerConfig(10, SHUFFLED, BALANCED).build(context(10, 1)), "until");
        assertThat(new DeferredSamplerConfig(9, SHUFFLED, BALANCED).build(context(10, 1)))
                .isNotNull();
    }
}
