package drolt.trust;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ClassCounts;
import drolt.data.Shot;
import drolt.data.ShotLimits;
import drolt.trust.SetCoverage.Group;
import org.junit.jupiter.api.Test;

class SetCoverageTest {
    @Test
    void countsImagesByTheShotOfTheirClass() {
        SetCoverage.Counter counter =
                new SetCoverage.Counter(ClassCounts.of(new int[] {500, 3, 200}), new ShotLimits(100, 20));
        counter.add(0, new int[] {0, 1});
        counter.add(0, new int[] {2});
        counter.add(2, new int[] {1, 2, 0});
        counter.add(1, new int[] {1});
        SetCoverage coverage = counter.finish();
        assertThat(coverage.all()).isEqualTo(new Group(4, 3, 7));
        assertThat(coverage.of(Shot.MANY)).contains(new Group(3, 2, 6));
        assertThat(coverage.of(Shot.FEW)).contains(new Group(1, 1, 1));
        assertThat(coverage.of(Shot.MEDIUM)).isEmpty();
        assertThat(coverage.all().coverage()).isEqualTo(0.75);
        assertThat(coverage.all().size()).isEqualTo(1.75);
    }
}
