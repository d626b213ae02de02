package drolt.figure.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ClassCounts;
import drolt.figure.Axis;
import drolt.figure.Series;
import drolt.figure.XyPanel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankAxisTest {
    private static XyPanel panel(int classes, String heading, String... arms) {
        int[] counts = IntStream.range(0, classes).map(label -> 500 - label).toArray();
        List<String> names =
                IntStream.range(0, classes).mapToObj(label -> "class " + label).toList();
        Map<String, double[]> courses = new LinkedHashMap<>();
        for (String arm : arms) {
            courses.put(arm, new double[classes]);
        }
        return RankAxis.of(ClassCounts.of(counts), names).panel(heading, Axis.linear("share"), courses);
    }

    @Test
    void smoothedLinesSaySoInTheirPanel() {
        assertThat(panel(100, "Recall", "CE").heading()).isEqualTo("Recall (lines: mean of 11 classes)");
        assertThat(panel(100, "", "CE").heading()).isEqualTo("lines: mean of 11 classes");
        assertThat(panel(8, "Recall", "CE").heading()).as("single classes").isEqualTo("Recall");
    }

    @Test
    void pointsOfClassesStandInTheLegendWithTheirLine() {
        assertThat(panel(100, "Recall", "CE", "cRT").series())
                .extracting(Series::label)
                .containsExactly("CE", "cRT", "CE", "cRT");
        assertThat(panel(100, "Recall", "a", "b", "c").series())
                .as("more have lines alone")
                .extracting(Series::label)
                .containsExactly("a", "b", "c");
    }
}
