package drolt.data;

import drolt.configuration.InvalidValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of large sets of photographs, of pixels scaled to [0, 1].
 *
 * <p>Source: the released program of Kang et al., Decoupling Representation and Classifier for Long-Tailed Recognition
 * (2020), which takes ImageNet's for ImageNet-LT and Places-LT.
 */
public enum PhotoNormalization {
    /** Mean .485 .456 .406, standard deviation .229 .224 .225. */
    IMAGENET(new float[] {.485f, .456f, .406f}, new float[] {.229f, .224f, .225f}),

    /** Mean .466 .471 .380, standard deviation .195 .194 .192. */
    INATURALIST(new float[] {.466f, .471f, .380f}, new float[] {.195f, .194f, .192f});

    private static final int CHANNELS = 3;

    @SuppressWarnings("ImmutableEnumChecker") // the record copies its arrays
    private final PixelStatistics statistics;

    PhotoNormalization(float[] mean, float[] standardDeviation) {
        statistics = new PixelStatistics(mean, standardDeviation);
    }

    /** The user's own numbers where there are any, else these. */
    PixelStatistics orOwn(@Nullable List<Double> mean, @Nullable List<Double> standardDeviation) {
        return mean == null || standardDeviation == null
                ? statistics
                : new PixelStatistics(floats(mean), floats(standardDeviation));
    }

    private static float[] floats(List<Double> values) {
        return new float[] {
            values.get(0).floatValue(),
            values.get(1).floatValue(),
            values.get(2).floatValue()
        };
    }

    /** Throws unless both are null or both are three numbers of pixels scaled to [0, 1]. */
    static void requireValid(@Nullable List<Double> mean, @Nullable List<Double> standardDeviation) {
        if (mean != null && standardDeviation == null) {
            throw alone("mean", mean, "standardDeviation");
        }
        if (mean == null && standardDeviation != null) {
            throw alone("standardDeviation", standardDeviation, "mean");
        }
        requireThree("mean", mean, 0);
        requireThree("standardDeviation", standardDeviation, 1e-6);
    }

    private static InvalidValueException alone(String key, List<Double> values, String other) {
        return new InvalidValueException(key, values, "needs " + other + " beside it; give both or neither");
    }

    private static void requireThree(String key, @Nullable List<Double> values, double least) {
        if (values == null) {
            return;
        }
        if (values.size() != CHANNELS || !values.stream().allMatch(value -> value >= least && value <= 1)) {
            throw new InvalidValueException(
                    key,
                    values,
                    "must be three numbers, red, green and blue, of pixels scaled to [0, 1]"
                            + (least > 0
                                    ? ", each above 0; for example [0.229, 0.224, 0.225]"
                                    : "; for example [0.485, 0.456, 0.406]"));
        }
    }
}
