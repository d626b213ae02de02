package drolt.analysis;

import drolt.inference.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How tight the forms of the robust loss are on a backbone's own training features: each against the largest, and the
 * lower bound against the smallest, negative log-likelihood that is found for a centroid in the ball of the radius.
 *
 * <p>The Euclidean distance, temperature 1, the denominator over the batch; a batch is drawn from the training features
 * without replacement, so that its classes occur as in training. What is found is not the true extreme: it is met or
 * passed by it, so every violation is one, and a mean gap is at most as large as stated.
 *
 * @param label names of the backbone's arms
 * @param scale factor on the radii
 * @param tightness of each form, over all drawn samples
 * @param byClass of each form, over the samples of each class [C]; one without samples has NaN
 */
public record CentroidBounds(
        String label, double scale, Map<RobustForm, Tightness> tightness, Map<RobustForm, List<Tightness>> byClass) {
    /** Factors on the radii. */
    public static final List<Double> SCALES = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

    private static final int BATCHES = 4;
    private static final int BATCH_SIZE = 128;
    /** The difference of two sums in doubles; less is no violation. */
    private static final double ROUNDING = 1e-9;

    /**
     * How far a form lies from what is found.
     *
     * @param samples drawn
     * @param gap mean of the form's value less the largest loss found; of the lower bound, of the smallest loss found less
     *     its value. Below 0 where violations outweigh
     * @param violated share of the samples for which it is below 0, in [0, 1]
     * @param excess mean of how far, over these samples; 0 where there are none
     * @param largestExcess over these samples
     */
    public record Tightness(int samples, double gap, double violated, double excess, double largestExcess) {
        static Tightness of(double[] gaps) {
            double[] excesses = Arrays.stream(gaps)
                    .filter(gap -> gap < -ROUNDING)
                    .map(gap -> -gap)
                    .toArray();
            return new Tightness(
                    gaps.length,
                    Arrays.stream(gaps).average().orElse(Double.NaN),
                    gaps.length == 0 ? Double.NaN : (double) excesses.length / gaps.length,
                    Arrays.stream(excesses).average().orElse(0),
                    Arrays.stream(excesses).max().orElse(0));
        }
    }

    /**
     * Measures at every scale; the same batches at each.
     *
     * @param radii eps_c, at least 0 [C]
     * @param seed of the batches and the centroids
     */
    public static List<CentroidBounds> of(String label, BackbonePass pass, double[] radii, long seed) {
        List<BoundBatch> batches = batches(pass, seed);
        List<CentroidBounds> all = new ArrayList<>();
        for (double scale : SCALES) {
            double[] scaled = Arrays.stream(radii).map(radius -> radius * scale).toArray();
            all.add(of(label, scale, batches, scaled, seed));
        }
        return all;
    }

    private static List<BoundBatch> batches(BackbonePass pass, long seed) {
        FeatureMatrix train = pass.train();
        int[] order = shuffled(train.labels().length, new Random(seed));
        List<BoundBatch> batches = new ArrayList<>();
        for (int start = 0; start < order.length && batches.size() < BATCHES; start += BATCH_SIZE) {
            int[] rows = Arrays.copyOfRange(order, start, Math.min(order.length, start + BATCH_SIZE));
            batches.add(BoundBatch.of(train, rows, pass.statistics().centroids()));
        }
        return batches;
    }

    private static int[] shuffled(int size, Random random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static CentroidBounds of(String label, double scale, List<BoundBatch> batches, double[] radii, long seed) {
        List<Integer> labels = new ArrayList<>();
        List<double[]> gaps = new ArrayList<>();
        for (int b = 0; b < batches.size(); b++) {
            BoundBatch batch = batches.get(b);
            long ofBatch = seed + 1 + b;
            double[][] found = IntStream.range(0, batch.size())
                    .parallel()
                    .mapToObj(sample -> {
                        double radius = radii[batch.label(sample)];
                        LossRange range =
                                LossRange.search(batch, sample, radius, new Random(ofBatch * BATCH_SIZE + sample));
                        return Arrays.stream(RobustForm.values())
                                .mapToDouble(form -> form.gap(form.value(batch, sample, radius), range))
                                .toArray();
                    })
                    .toArray(double[][]::new);
            for (int sample = 0; sample < found.length; sample++) {
                labels.add(batch.label(sample));
                gaps.add(found[sample]);
            }
        }
        Map<RobustForm, Tightness> all = new EnumMap<>(RobustForm.class);
        Map<RobustForm, List<Tightness>> byClass = new EnumMap<>(RobustForm.class);
        int position = 0;
        for (RobustForm form : RobustForm.values()) {
            int column = position++;
            all.put(
                    form,
                    Tightness.of(gaps.stream().mapToDouble(gap -> gap[column]).toArray()));
            byClass.put(
                    form,
                    IntStream.range(0, radii.length)
                            .mapToObj(of -> Tightness.of(IntStream.range(0, labels.size())
                                    .filter(sample -> labels.get(sample) == of)
                                    .mapToDouble(sample -> gaps.get(sample)[column])
                                    .toArray()))
                            .toList());
        }
        return new CentroidBounds(label, scale, all, byClass);
    }

    /** Over all drawn samples. */
    public Tightness of(RobustForm form) {
        return Objects.requireNonNull(tightness.get(form));
    }

    /** Over the samples of each class [C]. */
    public List<Tightness> classes(RobustForm form) {
        return Objects.requireNonNull(byClass.get(form));
    }
}
