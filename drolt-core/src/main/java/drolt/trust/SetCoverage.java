package drolt.trust;

import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What prediction sets came to on images whose classes are known: how often they hold the true class, and how large they
 * are. Means over images, as {@code ShotAccuracy} has them.
 *
 * @param all of all images
 * @param byShot of the images of a group of classes; without those that have none
 */
public record SetCoverage(Group all, Map<Shot, Group> byShot) {
    public SetCoverage {
        byShot = Map.copyOf(byShot);
    }

    /**
     * Sets of some images.
     *
     * @param images how many, at least 1
     * @param covered sets that hold the true class
     * @param members classes in all sets together
     */
    public record Group(int images, int covered, long members) {
        private static final Group NONE = new Group(0, 0, 0);

        /** Share of the sets that hold the true class. */
        public double coverage() {
            return (double) covered / images;
        }

        /** Mean number of classes in a set. */
        public double size() {
            return (double) members / images;
        }

        private Group with(boolean covers, int size) {
            return new Group(images + 1, covered + (covers ? 1 : 0), members + size);
        }
    }

    /** Of the images of a group of classes; empty where there are none. */
    public Optional<Group> of(Shot shot) {
        return Optional.ofNullable(byShot.get(shot));
    }

    /** Takes one set after the other. */
    public static final class Counter {
        private final ClassCounts counts;
        private final ShotLimits limits;
        private final Map<Shot, Group> byShot = new EnumMap<>(Shot.class);
        private Group all = Group.NONE;

        /**
         * @param trainingCounts images of each class from which its shot follows
         */
        public Counter(ClassCounts trainingCounts, ShotLimits limits) {
            this.counts = trainingCounts;
            this.limits = limits;
        }

        /** Takes the set of an image of this class. */
        public void add(int label, int[] set) {
            boolean covers = IntStream.of(set).anyMatch(member -> member == label);
            all = all.with(covers, set.length);
            byShot.merge(
                    limits.of(counts.of(label)),
                    Group.NONE.with(covers, set.length),
                    (one, other) -> one.with(covers, set.length));
        }

        /** What was taken so far. */
        public SetCoverage finish() {
            return new SetCoverage(all, byShot);
        }
    }
}
