package drolt.analysis;

import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which classes count as many, medium and few, where several runs stand beside each other.
 *
 * @param counts training images of each class [C]
 */
record ClassGroups(ClassCounts counts, ShotLimits limits) {
    /**
     * Its own groups, if its classes are in several; else, as after training on balanced data, those of the first that
     * has several. What a group of classes loses to the long tail shows only beside the same classes without it.
     */
    ClassGroups orOf(List<ClassGroups> others) {
        return several()
                ? this
                : others.stream().filter(ClassGroups::several).findFirst().orElse(this);
    }

    private boolean several() {
        Set<Shot> present = EnumSet.noneOf(Shot.class);
        for (int label = 0; label < counts.classCount(); label++) {
            present.add(limits.of(counts.of(label)));
        }
        return present.size() > 1;
    }
}
