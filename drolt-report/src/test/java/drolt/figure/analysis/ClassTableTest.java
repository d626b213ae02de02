package drolt.figure.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.ClassCounts;
import drolt.figure.DataTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassTableTest {
    @Test
    void eachThingHasARowAClassFromTheMostFrequentToTheRarest() {
        RankAxis ranks = RankAxis.of(ClassCounts.of(5, 90, 20), List.of("owl", "cat", "dog"));
        ClassTable table = new ClassTable(ranks, List.of("arm", "form"), List.of("error", "samples"));
        double[] errors = {0.5, 0.25, Double.NaN};
        table.rows(List.of("CE", "paper"), label -> List.of(errors[label], 10 + label));
        table.rows(List.of("CE", "certified"), label -> List.of(1.0, 0));
        DataTable made = table.build();
        assertThat(made.columns())
                .containsExactly("arm", "form", "rank", "label", "class", "training_images", "error", "samples");
        assertThat(made.rows()).hasSize(6);
        assertThat(made.rows().subList(0, 4))
                .containsExactly(
                        List.of("CE", "paper", 1, 1, "cat", 90, 0.25, 11),
                        Arrays.asList("CE", "paper", 2, 2, "dog", 20, null, 12),
                        List.of("CE", "paper", 3, 0, "owl", 5, 0.5, 10),
                        List.of("CE", "certified", 1, 1, "cat", 90, 1.0, 0));
    }
}
