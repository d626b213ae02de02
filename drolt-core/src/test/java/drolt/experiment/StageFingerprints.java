package drolt.experiment;

import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.recipe.ExperimentConfig;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import java.nio.file.Path;
import java.util.List;

/** Fingerprints of stages on images that need not be there. */
public final class StageFingerprints {
    private StageFingerprints() {}

    /** That of a stage without one before it: bfloat16, channels-last, two threads. */
    public static String ofFirstStage(ExperimentConfig config, String stage, String images) {
        ImageDataset named = new NamedImages(images);
        ExperimentData data =
                new ExperimentData(named, null, named, config.dataset().statistics(), ClassCounts.of(1, 1), List.of());
        Environment environment =
                new Environment(Precision.BFLOAT16, MemoryLayout.CHANNELS_LAST, 2, "2.13.0-1.5.14", null);
        return new StageRunner(
                        config,
                        data,
                        null,
                        environment,
                        new RunOptions(Path.of("data"), null, 1),
                        drolt.distributed.ProcessGroup.ALONE)
                .identity(stage, new FinishedStages())
                .fingerprint();
    }

    /** Nothing but a fingerprint. */
    private record NamedImages(String fingerprint) implements ImageDataset {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public int label(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public void read(int index, RgbImage target) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public List<String> classNames() {
            return List.of();
        }
    }
}
