package drolt.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassGroupsTest {
    private static final ClassGroups BALANCED = groups(500, 500, 500);
    private static final ClassGroups LONG_TAILED = groups(500, 50, 5);

    @Test
    void classesThatAreAllAlikeAreGroupedAsBesideThem() {
        assertThat(BALANCED.orOf(List.of(BALANCED, LONG_TAILED, groups(200, 19, 19))))
                .isSameAs(LONG_TAILED);
    }

    @Test
    void ownGroupsComeFirst() {
        assertThat(groups(300, 300, 7).orOf(List.of(LONG_TAILED))).isEqualTo(groups(300, 300, 7));
    }

    @Test
    void whereNoneHasSeveralGroupsEachHasItsOwn() {
        assertThat(BALANCED.orOf(List.of(groups(3, 3, 3), BALANCED))).isSameAs(BALANCED);
    }

    private static ClassGroups groups(int... counts) {
        return new ClassGroups(ClassCounts.of(counts), ShotLimits.PAPER);
    }
}
