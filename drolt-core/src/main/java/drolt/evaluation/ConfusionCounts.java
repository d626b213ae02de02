package drolt.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How often each class was taken for each other one. Immutable.
 *
 * <p>Holds the pairs that occur, never C x C numbers: at 8,142 classes a full table would be 265 MB.
 */
public final class ConfusionCounts {
    private final int classCount;
    /** Pairs that occur, as label * C + predicted, increasing. */
    private final long[] pairs;
    /** How often each of {@link #pairs} occurs. */
    private final int[] counts;
    /** Where a label's pairs begin; entry C is their number. */
    private final int[] rowStarts;

    private final int[] labelTotals;
    private final int[] predictedTotals;

    /**
     * One pair of classes.
     *
     * @param label true label
     * @param predicted predicted label
     * @param count samples of {@code label} that were taken for {@code predicted}, at least 1
     */
    public record Entry(int label, int predicted, int count) {}

    private ConfusionCounts(int classCount, long[] sortedKeys) {
        this.classCount = classCount;
        this.labelTotals = new int[classCount];
        this.predictedTotals = new int[classCount];
        this.rowStarts = new int[classCount + 1];
        long[] distinct = new long[sortedKeys.length];
        int[] occurrences = new int[sortedKeys.length];
        int size = 0;
        for (long key : sortedKeys) {
            if (size == 0 || distinct[size - 1] != key) {
                distinct[size++] = key;
                rowStarts[label(key) + 1]++;
            }
            occurrences[size - 1]++;
            labelTotals[label(key)]++;
            predictedTotals[predicted(key)]++;
        }
        for (int label = 0; label < classCount; label++) {
            rowStarts[label + 1] += rowStarts[label];
        }
        this.pairs = Arrays.copyOf(distinct, size);
        this.counts = Arrays.copyOf(occurrences, size);
    }

    /**
     * Counts the pairs.
     *
     * @throws IllegalArgumentException if there are no predictions or a label is out of range
     */
    public static ConfusionCounts of(Predictions predictions) {
        LabelCheck.check(predictions);
        long[] keys = new long[predictions.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) predictions.labels()[i] * predictions.classCount()
                    + predictions.predicted()[i];
        }
        Arrays.sort(keys);
        return new ConfusionCounts(predictions.classCount(), keys);
    }

    private int label(long key) {
        return (int) (key / classCount);
    }

    private int predicted(long key) {
        return (int) (key % classCount);
    }

    public int classCount() {
        return classCount;
    }

    /** Samples of {@code label} that were taken for {@code predicted}. */
    public int count(int label, int predicted) {
        int position = Arrays.binarySearch(pairs, (long) label * classCount + predicted);
        return position < 0 ? 0 : counts[position];
    }

    /** Samples of a class. */
    public int labelTotal(int label) {
        return labelTotals[label];
    }

    /** Samples that were taken for a class, rightly or wrongly. */
    public int predictedTotal(int label) {
        return predictedTotals[label];
    }

    /** Share of a class's samples that were recognised; empty where it has none. */
    public OptionalDouble recall(int label) {
        return share(count(label, label), labelTotals[label]);
    }

    /** Share of what was taken for a class that belongs to it; empty where nothing was. */
    public OptionalDouble precision(int label) {
        return share(count(label, label), predictedTotals[label]);
    }

    private static OptionalDouble share(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    /** What a class is wrongly taken for most often, of equals the lowest label; empty where it never is. */
    public Optional<Entry> mostFrequentConfusion(int label) {
        int best = -1;
        for (int i = rowStarts[label]; i < rowStarts[label + 1]; i++) {
            if (predicted(pairs[i]) != label && (best < 0 || counts[i] > counts[best])) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(entry(best));
    }

    /** All pairs that occur, by label, then by predicted label. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(pairs.length);
        for (int i = 0; i < pairs.length; i++) {
            entries.add(entry(i));
        }
        return entries;
    }

    private Entry entry(int position) {
        return new Entry(label(pairs[position]), predicted(pairs[position]), counts[position]);
    }
}
