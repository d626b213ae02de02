package drolt.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws, as it stands in the page in JSON. Fractions in [0, 1], four digits after the point;
 * null where a number does not exist.
 *
 * @param ranks labels from the most frequent class to the rarest
 * @param arms of all runs, one after another
 * @param shown index of the arm that is shown first, {@code baseline} of the one it is compared with
 * @param stages of all runs that were trained
 * @param sample sampled test images; null: not at hand
 * @param embeddings of the sample
 * @param limits above how many training images a class is many, below how many few
 */
record ChartData(
        List<ClassData> classes,
        List<Integer> ranks,
        List<ArmData> arms,
        int shown,
        int baseline,
        List<StageData> stages,
        @Nullable SampleData sample,
        List<EmbeddingData> embeddings,
        List<Integer> limits) {
    /**
     * A class.
     *
     * @param images in training
     * @param shot many, medium or few
     * @param samples test images
     */
    record ClassData(String name, int images, String shot, int samples) {}

    /**
     * An arm of a run.
     *
     * @param recall by label
     * @param precision by label
     * @param confusedWith label of the most frequent confusion, by label; null: never confused
     * @param confusions how often, by label
     * @param radii by label; empty where no stage of the arm has any
     * @param calibration of all images first, then by shot where single predictions are at hand
     * @param stages indices of those that it came from, in their order
     * @param pairs most frequent confusions: label, predicted label, how often
     * @param losses images with the largest losses among those that it got wrong
     * @param predicted labels given to the sample; empty where not known
     * @param confidence of these, in percent
     * @param embedding index of its features' embedding; null: none
     */
    record ArmData(
            String name,
            List<@Nullable Double> recall,
            List<@Nullable Double> precision,
            List<@Nullable Integer> confusedWith,
            List<Integer> confusions,
            List<Double> radii,
            List<CalibrationData> calibration,
            List<Integer> stages,
            List<List<Integer>> pairs,
            List<MistakeData> losses,
            ConfusionGrid confusion,
            List<Integer> predicted,
            List<Integer> confidence,
            @Nullable Integer embedding) {}

    /**
     * How far confidences are from the truth.
     *
     * @param group all, many, medium or few
     * @param error expected
     */
    record CalibrationData(
            String group, int samples, @Nullable Double error, List<BinData> bins) {}

    /**
     * A test image that an arm got wrong.
     *
     * @param image its file, or its position where it has none
     * @param confidence in the predicted label, in percent
     * @param loss null: not known
     * @param picture position among the pictures; null: there is none
     */
    record MistakeData(
            String image,
            int label,
            int predicted,
            int confidence,
            @Nullable Double loss,
            @Nullable Integer picture) {}

    /** A bin of confidences in (above, upTo]. */
    record BinData(
            double above,
            double upTo,
            int samples,
            @Nullable Double accuracy,
            @Nullable Double confidence) {}

    /**
     * A trained stage.
     *
     * @param measures values by epoch, by what was measured
     * @param radii by label after the last epoch; empty where it has none
     * @param probabilities p(eps) by label
     */
    record StageData(
            String name,
            Map<String, List<@Nullable Double>> measures,
            List<Double> radii,
            List<Double> probabilities) {}

    /**
     * Sampled test images.
     *
     * @param labels their true classes
     * @param columns of the sprite, which holds the sample and after it what else is shown; 0: there are no pictures
     */
    record SampleData(List<Integer> labels, int columns, int rows) {}

    /**
     * Two coordinates of each sampled image.
     *
     * @param arm whose features these are, for people to read
     */
    record EmbeddingData(String arm, List<Double> x, List<Double> y) {}
}
