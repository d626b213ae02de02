package drolt.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffledSamplerTest {
    private static final int EPOCHS = 200;
    private static final int IMAGES = 60;

    @Test
    void anEpochIsAPermutation() {
        Sampler sampler = new ShuffledSamplerConfig(null).build(new SamplerContext(new int[IMAGES], 1, EPOCHS, 5));
        for (int epoch = 0; epoch < 50; epoch++) {
            assertThat(Arrays.stream(sampler.draw(epoch)).sorted())
                    .containsExactly(IntStream.range(0, IMAGES).boxed().toArray(Integer[]::new));
        }
    }

    @ParameterizedTest(name = "{0} draws")
    @ValueSource(ints = {1, 7, 30, 59, 60, 61, 100, 240})
    void epochsOfAnyLengthFollowOneSequenceOfPermutations(int draws) {
        Sampler whole = new ShuffledSamplerConfig(null).build(new SamplerContext(new int[IMAGES], 1, EPOCHS, 5));
        int[] sequence = IntStream.range(0, 40)
                .flatMap(epoch -> Arrays.stream(whole.draw(epoch)))
                .toArray();
        Sampler sampler = new ShuffledSamplerConfig(draws).build(new SamplerContext(new int[IMAGES], 1, EPOCHS, 5));
        for (int epoch = 0; (epoch + 1) * draws <= sequence.length; epoch++) {
            assertThat(sampler.draw(epoch)).isEqualTo(Arrays.copyOfRange(sequence, epoch * draws, (epoch + 1) * draws));
        }
    }

    @Test
    void everyImageIsEquallyLikelyToComeFirst() {
        int[] counts = new int[IMAGES];
        Sampler sampler = new ShuffledSamplerConfig(null).build(new SamplerContext(new int[IMAGES], 1, EPOCHS, 8));
        for (int epoch = 0; epoch < 6000; epoch++) {
            counts[sampler.draw(epoch)[0]]++;
        }
        Frequencies.assertUniform(counts);
    }
}
