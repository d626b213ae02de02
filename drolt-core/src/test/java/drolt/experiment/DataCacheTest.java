package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.data.Cifar100Config;
import drolt.data.DatasetConfig;
import drolt.data.EmbeddedConfig;
import drolt.data.ImageData;
import drolt.data.LongTailProfile;
import drolt.data.MissingDataException;
import drolt.data.Normalization;
import drolt.data.ShotLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCacheTest {
    @TempDir
    private Path folder;

    private static DatasetConfig small(int testImagesPerClass) {
        return new EmbeddedConfig(4, 2, testImagesPerClass, 7, 0, ShotLimits.PAPER, null, null, null);
    }

    @Test
    void equalConfigurationsShareWhatOneOfThemRead() {
        DataCache cache = new DataCache(folder);
        ImageData first = cache.load(small(1));
        assertThat(cache.load(small(1))).isSameAs(first);
        assertThat(first.train().fingerprint())
                .isEqualTo(small(1).load(folder).train().fingerprint());
    }

    @Test
    void onlyTheLastOneIsHeld() {
        DataCache cache = new DataCache(folder);
        ImageData first = cache.load(small(1));
        ImageData second = cache.load(small(2));
        assertThat(second.test().size()).isEqualTo(2 * first.test().size());
        assertThat(cache.load(small(1))).isNotSameAs(first);
    }

    @Test
    void whatCannotBeReadIsReadAgainWhenItIsAskedForAgain() {
        DataCache cache = new DataCache(folder);
        DatasetConfig absent =
                new Cifar100Config(LongTailProfile.EXP, 100, 0, null, 0, ShotLimits.PAPER, Normalization.DATASET, null);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.load(absent)).isInstanceOf(MissingDataException.class);
        }
        assertThat(cache.load(small(1)).test().size()).isPositive();
    }
}
