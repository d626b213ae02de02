package drolt.evaluation;

import java.util.Arrays;

/**
 * A part of a labelled set in which every class has, as far as it can, as many members as any other.
 *
 * <p>Classes take turns, each giving its next member in the set's order. Where there are more classes than places, the
 * places go to classes at even distances. Nothing is drawn at random: equal labels give equal samples.
 */
public final class BalancedSample {
    private BalancedSample() {}

    /**
     * Chooses positions.
     *
     * @param labels in 0..C-1
     * @param classCount C
     * @param most how many at most, at least 1
     * @return positions in {@code labels}, rising
     */
    public static int[] of(int[] labels, int classCount, int most) {
        int[] order = order(labels, classCount);
        int[] starts = starts(labels, classCount);
        int[] chosen = new int[Math.min(most, labels.length)];
        int filled = 0;
        for (int turn = 0; filled < chosen.length; turn++) {
            int[] candidates = new int[classCount];
            int found = 0;
            for (int label = 0; label < classCount; label++) {
                if (starts[label] + turn < starts[label + 1]) {
                    candidates[found++] = order[starts[label] + turn];
                }
            }
            int taken = Math.min(found, chosen.length - filled);
            for (int i = 0; i < taken; i++) {
                chosen[filled++] = candidates[(int) ((long) i * found / taken)];
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /** Positions by label, within a label in their order. */
    private static int[] order(int[] labels, int classCount) {
        int[] next = starts(labels, classCount);
        int[] order = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            order[next[labels[i]]++] = i;
        }
        return order;
    }

    /** Where each label's positions begin; entry C is their number. */
    private static int[] starts(int[] labels, int classCount) {
        int[] starts = new int[classCount + 1];
        for (int label : labels) {
            starts[label + 1]++;
        }
        for (int label = 0; label < classCount; label++) {
            starts[label + 1] += starts[label];
        }
        return starts;
    }
}
