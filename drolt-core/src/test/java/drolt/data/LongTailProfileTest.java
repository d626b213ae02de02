package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongTailProfileTest {
    /** Printed by Python from the released program's formula; the totals that are published agree. */
    @ParameterizedTest(name = "{1} classes, imbalance factor {2}: {3} images")
    @CsvSource({
        "5000,10,1,50000,10,0,0,5000,225000",
        "5000,10,2,36223,10,0,0,2500,140212",
        "5000,10,3,30669,10,0,0,1666,107867",
        "5000,10,8,21829,10,0,0,625,59937",
        "5000,10,10,20431,10,0,0,500,52924",
        "5000,10,20,17023,10,0,0,250,36762",
        "5000,10,50,13996,9,1,0,100,23858",
        "5000,10,100,12406,8,2,0,50,17814",
        "5000,10,200,11203,7,3,0,25,13656",
        "5000,10,256,10844,7,2,1,19,12487",
        "5000,10,1000,9324,6,2,2,5,8023",
        "500,100,1,50000,100,0,0,500,2475000",
        "500,100,2,36029,100,0,0,250,1574600",
        "500,100,8,21058,77,23,0,62,697550",
        "500,100,10,19573,69,31,0,50,618934",
        "500,100,20,15907,53,47,0,25,435485",
        "500,100,50,12608,41,41,18,10,286764",
        "500,100,100,10847,35,35,30,5,215936",
        "500,100,200,9502,30,31,39,2,166854",
        "500,100,256,9098,29,29,42,1,152950",
        "500,100,500,8155,26,26,48,1,122663",
        "500,100,1000,7361,23,24,53,0,99436"
    })
    void exponentialCountsAreThoseOfTheReleasedProgram(
            int largest, int classes, double factor, int total, int many, int medium, int few, int last, long moment) {
        ClassCounts counts = LongTailProfile.EXP.counts(largest, factor, classes);

        assertThat(counts.total()).isEqualTo(total);
        assertThat(classesIn(Shot.MANY, counts)).isEqualTo(many);
        assertThat(classesIn(Shot.MEDIUM, counts)).isEqualTo(medium);
        assertThat(classesIn(Shot.FEW, counts)).isEqualTo(few);
        assertThat(counts.of(classes - 1)).isEqualTo(last);
        long weighted = 0;
        for (int label = 0; label < classes; label++) {
            weighted += (long) label * counts.of(label);
        }
        assertThat(weighted).isEqualTo(moment); // so that no two classes are exchanged
    }

    @ParameterizedTest(name = "factor {0}")
    @ValueSource(doubles = {1, 1.5, 10, 49, 100, 200})
    void stepKeepsHalfTheClassesWhole(double factor) {
        ClassCounts counts = LongTailProfile.STEP.counts(500, factor, 100);

        for (int label = 0; label < 100; label++) {
            assertThat(counts.of(label)).isEqualTo(label < 50 ? 500 : (int) (500 / factor));
        }
    }

    @Test
    void stepCountsTheMiddleClassAmongTheSmallOnes() {
        assertThat(LongTailProfile.STEP.counts(10, 5, 5)).isEqualTo(ClassCounts.of(10, 10, 2, 2, 2));
    }

    @Test
    void countsNeverRiseAndStartAtTheLargest() {
        for (int factor = 1; factor <= 1000; factor++) {
            for (LongTailProfile profile : LongTailProfile.values()) {
                ClassCounts counts = profile.counts(500, factor, 37);
                assertThat(counts.of(0)).isEqualTo(500);
                for (int label = 1; label < 37; label++) {
                    assertThat(counts.of(label)).isLessThanOrEqualTo(counts.of(label - 1));
                }
            }
        }
    }

    @Test
    void oneClassKeepsAll() {
        assertThat(LongTailProfile.EXP.counts(7, 100, 1)).isEqualTo(ClassCounts.of(new int[] {7}));
    }

    private static long classesIn(Shot group, ClassCounts counts) {
        return IntStream.of(counts.toArray())
                .filter(count -> ShotLimits.PAPER.of(count) == group)
                .count();
    }
}
