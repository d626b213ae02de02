package drolt.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which images of each class a seed takes off a set. Files of equal bytes stay together: all are taken or none, and none
 * of those that stand under several classes.
 */
final class CutOff {
    private final ImageDataset images;
    private final Map<String, Integer> labels = new HashMap<>(); // of each content; SEVERAL
    private static final int SEVERAL = -1;

    private CutOff(ImageDataset images) {
        this.images = images;
        for (int index = 0; index < images.size(); index++) {
            int label = images.label(index);
            images.content(index)
                    .ifPresent(
                            content -> labels.merge(content, label, (one, other) -> one.equals(other) ? one : SEVERAL));
        }
    }

    /** How many of a class are taken. */
    interface Share {
        int of(int count);
    }

    /**
     * Draws.
     *
     * @param share of a class, less than all of it
     * @return by position
     */
    static boolean[] draw(ImageDataset images, Share share, long seed) {
        CutOff cut = new CutOff(images);
        Random random = new Random(seed); // its algorithm is part of the Java platform's specification
        boolean[] taken = new boolean[images.size()];
        for (int[] positions : ClassPositions.of(images)) {
            int most = share.of(positions.length);
            List<int[]> groups = cut.groups(positions);
            for (int drawn = 0; drawn < groups.size() && most > 0; drawn++) {
                int other = drawn + random.nextInt(groups.size() - drawn);
                int[] group = groups.get(other);
                groups.set(other, groups.get(drawn));
                if (group.length <= most) {
                    most -= group.length;
                    for (int position : group) {
                        taken[position] = true;
                    }
                }
            }
        }
        return taken;
    }

    /** The positions of a class, equal files together, in the order of their first ones. */
    private List<int[]> groups(int[] positions) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int position : positions) {
            String content = images.content(position).orElse("image " + position);
            if (labels.getOrDefault(content, 0) != SEVERAL) {
                groups.computeIfAbsent(content, any -> new ArrayList<>()).add(position);
            }
        }
        List<int[]> found = new ArrayList<>();
        groups.values()
                .forEach(group ->
                        found.add(group.stream().mapToInt(Integer::intValue).toArray()));
        return found;
    }
}
