package drolt.report;

import drolt.experiment.ArmResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The confusion of an arm, classes in the order of their rank and, where there are more than a screen can tell apart,
 * neighbours put together.
 *
 * @param groups G: at most {@value #MOST_GROUPS} groups of neighbouring ranks, in each direction
 * @param cells pairs {@code row * G + column, samples} one after another; a row holds the true classes
 */
record ConfusionGrid(int groups, List<Integer> cells) {
    static final int MOST_GROUPS = 100;

    /** @param ranks of each class [C], from 0 */
    static ConfusionGrid of(ArmResult arm, int[] ranks) {
        int groups = Math.min(MOST_GROUPS, ranks.length);
        Map<Integer, Integer> counts = new TreeMap<>();
        for (List<Integer> entry : arm.confusion()) {
            int cell = group(entry.get(0), ranks, groups) * groups + group(entry.get(1), ranks, groups);
            counts.merge(cell, entry.get(2), Integer::sum);
        }
        List<Integer> cells = new ArrayList<>(2 * counts.size());
        counts.forEach((cell, count) -> {
            cells.add(cell);
            cells.add(count);
        });
        return new ConfusionGrid(groups, List.copyOf(cells));
    }

    private static int group(int label, int[] ranks, int groups) {
        return (int) ((long) ranks[label] * groups / ranks.length);
    }
}
