package drolt.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which groups of images a seed takes off a set, so that of each class about as many images go as without groups.
 *
 * <p>Groups that hold files of equal bytes count as one. In a random order groups are taken and put back, one at a time, as
 * long as that brings the classes nearer to their shares: the sum over the classes of |taken - wanted| / wanted falls, after
 * the number of classes that should give something and give nothing. The best of a few orders counts. No class gives more than it should or
 * half of it, whichever is more, so each keeps an image. Groups with a content that stands under several classes stay.
 */
final class GroupCut {
    /** More than all classes can deviate by together, in any data set. */
    private static final double UNTESTED = 1e8;

    /** Above what rounding makes, or groups would be taken and put back for ever. */
    private static final double LEAST_GAIN = 1e-6;

    private static final int MOST_ROUNDS = 100;
    private static final int STARTS = 8;

    private final int[] wanted;
    private final int[] most;
    private final int[] taken;

    private GroupCut(ClassCounts counts, CutOff.Share share) {
        int[] sizes = counts.toArray();
        wanted = IntStream.of(sizes).map(share::of).toArray();
        most = IntStream.range(0, sizes.length)
                .map(label -> Math.max(wanted[label], sizes[label] / 2))
                .toArray();
        taken = new int[sizes.length];
    }

    /**
     * Images that go together.
     *
     * @param images their positions
     * @param labels classes of which it has some, each once
     * @param counts how many of these
     */
    private record Group(int[] images, int[] labels, int[] counts) {}

    /**
     * Draws.
     *
     * @param share of a class, less than all of it
     * @return by position
     */
    static boolean[] draw(ImageDataset images, CutOff.Share share, long seed) {
        List<Group> groups = groups(images);
        ClassCounts counts = ClassCounts.of(images);
        Random random = new Random(seed);
        boolean[] best = new boolean[images.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            Collections.shuffle(groups, random); // both algorithms are part of the Java platform's specification
            GroupCut cut = new GroupCut(counts, share);
            boolean[] held = cut.choose(groups);
            double deviation = cut.deviation();
            if (deviation < least) {
                least = deviation;
                best = positions(groups, held, images.size());
            }
        }
        return best;
    }

    private static boolean[] positions(List<Group> groups, boolean[] held, int size) {
        boolean[] positions = new boolean[size];
        for (int at = 0; at < held.length; at++) {
            if (held[at]) {
                for (int position : groups.get(at).images) {
                    positions[position] = true;
                }
            }
        }
        return positions;
    }

    /** Takes and puts back groups until none of them alone makes it better; by their order. */
    private boolean[] choose(List<Group> groups) {
        boolean[] held = new boolean[groups.size()];
        boolean better = true;
        for (int round = 0; better && round < MOST_ROUNDS; round++) {
            better = false;
            for (int at = 0; at < held.length; at++) {
                Group group = groups.get(at);
                int sign = held[at] ? -1 : 1;
                if (gain(group, sign) > LEAST_GAIN) {
                    for (int i = 0; i < group.labels.length; i++) {
                        taken[group.labels[i]] += sign * group.counts[i];
                    }
                    held[at] = !held[at];
                    better = true;
                }
            }
        }
        return held;
    }

    private double deviation() {
        return IntStream.range(0, taken.length)
                .mapToDouble(label -> deviation(label, taken[label]))
                .sum();
    }

    /** By how much the deviation falls if a group is taken or put back. */
    private double gain(Group group, int sign) {
        double gain = 0;
        for (int i = 0; i < group.labels.length; i++) {
            int label = group.labels[i];
            int then = taken[label] + sign * group.counts[i];
            if (then > most[label]) {
                return Double.NEGATIVE_INFINITY;
            }
            gain += deviation(label, taken[label]) - deviation(label, then);
        }
        return gain;
    }

    private double deviation(int label, int count) {
        int goal = wanted[label];
        return (double) Math.abs(count - goal) / Math.max(1, goal) + (goal > 0 && count == 0 ? UNTESTED : 0);
    }

    /** Those that may be taken, in the order of their first images. */
    private static List<Group> groups(ImageDataset images) {
        int[] first = firstOfGroup(images);
        Map<Integer, List<Integer>> members = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        for (int position = 0; position < first.length; position++) {
            if (first[position] == position) {
                order.add(position);
            }
            members.computeIfAbsent(first[position], any -> new ArrayList<>()).add(position);
        }
        boolean[] stays = stays(images, first);
        List<Group> groups = new ArrayList<>();
        for (int position : order) {
            if (!stays[position]) {
                groups.add(group(images, members.getOrDefault(position, List.of())));
            }
        }
        return groups;
    }

    private static Group group(ImageDataset images, List<Integer> members) {
        int[] positions = members.stream().mapToInt(Integer::intValue).toArray();
        int[] labels =
                IntStream.of(positions).map(images::label).sorted().distinct().toArray();
        int[] counts = IntStream.of(labels)
                .map(label -> (int) IntStream.of(positions)
                        .filter(position -> images.label(position) == label)
                        .count())
                .toArray();
        return new Group(positions, labels, counts);
    }

    /** For each position the first one of its group, groups with a content in common being one. */
    private static int[] firstOfGroup(ImageDataset images) {
        int[] first = IntStream.range(0, images.size()).toArray();
        Map<String, Integer> seen = new HashMap<>();
        for (int index = 0; index < first.length; index++) {
            int position = index;
            images.group(index).ifPresent(group -> join(first, seen, "group " + group, position));
            images.content(index).ifPresent(content -> join(first, seen, "content " + content, position));
        }
        return IntStream.range(0, first.length).map(at -> root(first, at)).toArray();
    }

    private static void join(int[] first, Map<String, Integer> seen, String key, int position) {
        Integer before = seen.putIfAbsent(key, position);
        if (before != null) {
            int one = root(first, before);
            int other = root(first, position);
            first[Math.max(one, other)] = Math.min(one, other);
        }
    }

    private static int root(int[] first, int position) {
        int at = position;
        while (first[at] != at) {
            first[at] = first[first[at]];
            at = first[at];
        }
        return at;
    }

    /** By the first position of a group: whether it has a content that stands under several classes. */
    private static boolean[] stays(ImageDataset images, int[] first) {
        boolean[] stays = new boolean[first.length];
        Map<String, Integer> labels = new HashMap<>();
        for (int index = 0; index < first.length; index++) {
            int position = index;
            images.content(index).ifPresent(content -> {
                Integer label = labels.putIfAbsent(content, images.label(position));
                stays[first[position]] |= label != null && label != images.label(position);
            });
        }
        return stays;
    }
}
