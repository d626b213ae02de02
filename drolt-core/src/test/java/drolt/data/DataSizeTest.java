package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    private static final ShotLimits SHOTS = new ShotLimits(100, 20);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.37, 0.9})
    void theSizeIsWhatTheImagesTurnOutToBe(double validationShare) {
        EmbeddedConfig config = new EmbeddedConfig(9, 9, 1, 1, validationShare, SHOTS, 7, 5, null);
        ImageDataset train = ValidationSplit.of(config.load(Path.of("nowhere")).train(), validationShare, 5)
                .train();
        assertThat(config.size()).contains(DataSize.of(ClassCounts.of(train), 32, 32));
    }

    @Test
    void longTailedCifarHasThePublishedSizes() {
        assertThat(cifar100(null)).contains(new DataSize(10_847, 100, 500, 32, 32));
        Optional<DataSize> ten =
                new Cifar10Config(LongTailProfile.EXP, 50, 0, null, 0, SHOTS, Normalization.DATASET, null).size();
        assertThat(ten).contains(new DataSize(13_996, 10, 5_000, 32, 32));
    }

    @Test
    void aCutOfTheTailIsCounted() {
        DatasetConfig cut = new Cifar10Config(LongTailProfile.EXP, 5_000, 0, null, 0, SHOTS, Normalization.DATASET, 1);
        int[] counts = LongTailProfile.EXP.counts(5_000, 5_000, 10).toArray();
        int total = 0;
        for (int count : counts) {
            total += count < 20 ? 1 : count;
        }
        assertThat(cut.size()).contains(new DataSize(total, 10, 5_000, 32, 32));
    }

    @Test
    void whatAnIndexFileChoosesIsNotKnownBefore() {
        assertThat(cifar100("subset.json")).isEmpty();
    }

    private static Optional<DataSize> cifar100(String indices) {
        return new Cifar100Config(LongTailProfile.EXP, 100, 0, indices, 0, SHOTS, Normalization.DATASET, null).size();
    }
}
