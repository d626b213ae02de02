package drolt.training;

import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.data.InMemoryDataset;
import drolt.data.PixelStatistics;
import drolt.data.ShotLimits;
import drolt.model.CifarResNetConfig;
import drolt.model.LayoutChoice;
import drolt.model.LinearClassifierConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.model.PrecisionChoice;
import drolt.recipe.RecipeReader;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import drolt.tensor.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One stage on a few random images of three classes. */
public final class TinyStage {
    public static final List<String> CLASSES = List.of("head", "middle", "tail");
    public static final ModelConfig MODEL = new CifarResNetConfig(
            8, 2, new LinearClassifierConfig(null, null), PrecisionChoice.FLOAT32, LayoutChoice.CONTIGUOUS);

    private TinyStage() {}

    /** Images of 8 x 8 pixels: noise around a colour that tells the class. */
    public static ImageDataset images(long seed, int... counts) {
        Random random = new Random(seed);
        int size = java.util.Arrays.stream(counts).sum();
        int[] labels = new int[size];
        byte[][] pixels = new byte[size][8 * 8 * 3];
        int at = 0;
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++, at++) {
                labels[at] = label;
                for (int p = 0; p < pixels[at].length; p++) {
                    double value = 110 + 40 * (p % 3 == label ? 1 : 0) + 40 * random.nextGaussian();
                    pixels[at][p] = (byte) Math.max(0, Math.min(255, value));
                }
            }
        }
        return InMemoryDataset.of(CLASSES, labels, pixels, 8, 8);
    }

    public static StageContext context(ImageDataset train, @Nullable ImageDataset measured, Selection selection) {
        return context(MODEL, train, measured, selection);
    }

    /** Groups by shot count the images trained on. */
    public static StageContext context(
            ModelConfig model, ImageDataset train, @Nullable ImageDataset measured, Selection selection) {
        return new StageContext(
                model,
                train,
                measured,
                selection,
                new PixelStatistics(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.2f, 0.2f, 0.2f}),
                List.of(),
                List.of(),
                5,
                Precision.FLOAT32,
                MemoryLayout.CONTIGUOUS,
                1,
                ClassCounts.of(train),
                ShotLimits.PAPER);
    }

    /** A stage's configuration, what it leaves out from the reference. */
    public static StageConfig config(String yaml) {
        return RecipeReader.part(StageConfig.class, yaml);
    }

    /** Copies of a network's values by name. */
    public static Map<String, List<Float>> values(Network network) {
        Map<String, List<Float>> values = new TreeMap<>();
        network.tensors().forEach((name, tensor) -> {
            List<Float> list = new java.util.ArrayList<>();
            for (float value : Tensors.toFloats(tensor)) {
                list.add(value);
            }
            values.put(name, list);
        });
        return values;
    }

    /** Puts such copies back. */
    public static void set(Network network, Map<String, List<Float>> values) {
        network.tensors().forEach((name, tensor) -> {
            List<Float> list = java.util.Objects.requireNonNull(values.get(name));
            float[] array = new float[list.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = list.get(i);
            }
            try (drolt.tensor.StepScope scope = drolt.tensor.StepScope.open()) {
                tensor.set_data(Tensors.floats(array, tensor.shape()).to(tensor.scalar_type()));
            }
        });
    }
}
