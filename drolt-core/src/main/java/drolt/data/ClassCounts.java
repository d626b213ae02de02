package drolt.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Number of images of each class, in label order. Immutable.
 *
 * <p>A class may have none.
 */
public final class ClassCounts {
    private static final double SMALLEST_PRIOR = 1e-12;

    private final int[] counts;

    private ClassCounts(int[] counts) {
        this.counts = counts;
    }

    /** The given counts, each at least 0. */
    public static ClassCounts of(int... counts) {
        for (int count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a class with " + count + " images");
            }
        }
        return new ClassCounts(counts.clone());
    }

    /** Counts the labels of a data set. */
    public static ClassCounts of(ImageDataset dataset) {
        int[] counts = new int[dataset.classCount()];
        for (int index = 0; index < dataset.size(); index++) {
            counts[dataset.label(index)]++;
        }
        return new ClassCounts(counts);
    }

    public int classCount() {
        return counts.length;
    }

    public int of(int label) {
        return counts[label];
    }

    public long total() {
        return IntStream.of(counts).asLongStream().sum();
    }

    public int largest() {
        return IntStream.of(counts).max().orElse(0);
    }

    /** The smallest count among classes that have an image; 0 where none has. */
    public int smallest() {
        return IntStream.of(counts).filter(count -> count > 0).min().orElse(0);
    }

    /** Largest over smallest count, classes without images left out; NaN where all are empty. */
    public double imbalanceFactor() {
        return smallest() == 0 ? Double.NaN : (double) largest() / smallest();
    }

    /** Share of each class, n_c / N. */
    public double[] priors() {
        double total = total();
        return IntStream.of(counts).mapToDouble(count -> count / total).toArray();
    }

    /** log(n_c / N + 1e-12) of each class, finite for a class without images: what logits are adjusted by. */
    public double[] logPriors() {
        return Arrays.stream(priors())
                .map(prior -> Math.log(prior + SMALLEST_PRIOR))
                .toArray();
    }

    public int[] toArray() {
        return counts.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "ClassCounts" + Arrays.toString(counts);
    }
}
