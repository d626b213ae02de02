package drolt.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped numbers against a second transcription of the paper's tables. */
class PublishedTableTest {
    private static final List<String> COLUMNS = List.of(
            "table1/if100",
            "table1/if50",
            "table1/if10",
            "table2/c100-many",
            "table2/c100-med",
            "table2/c100-few",
            "table2/c100-acc",
            "table2/in-many",
            "table2/in-med",
            "table2/in-few",
            "table2/in-acc",
            "table3/acc");

    private static final String NUMBERS = """
            ce,38.32,43.85,55.71,65.5,37.9,7.4,38.3,64.0,38.8,5.8,41.6,61.7
            resample,33.44,-,55.06,-,-,-,-,-,-,-,-,-
            reweight,33.99,-,57.12,-,-,-,-,-,-,-,-,-
            focal,38.41,44.32,55.78,-,-,-,-,-,-,-,-,-
            ldam,39.60,44.97,56.91,61.0,41.6,19.8,39.6,-,-,-,-,68.0
            oltr,-,-,-,61.8,41.4,17.6,41.2,-,-,-,-,-
            tau-norm,41.11,46.74,57.06,61.4,42.5,15.7,41.1,56.6,44.2,27.4,46.7,69.5
            crt,41.24,46.83,57.93,-,-,-,-,-,-,-,-,-
            lws,-,-,-,-,-,-,-,-,-,-,-,69.5
            smdragon,43.55,46.85,58.01,60.5,44.3,23.5,43.5,59.7,44.2,25.3,47.4,69.1
            ssl,37.51,44.02,56.70,64.1,36.9,7.1,37.5,61.4,47.0,28.2,49.8,66.4
            ssp,43.43,47.11,58.91,-,-,-,-,-,-,-,-,-
            dro-erm,43.92,52.31,59.54,61.9,43.7,22.2,43.9,61.0,45.5,26.8,48.1,-
            dro-shared,45.66,55.32,61.22,64.1,47.9,21.5,45.7,62.6,45.2,30.5,51.6,-
            dro-count,46.92,57.20,63.10,65.0,49.8,22.3,46.9,63.8,49.5,32.7,53.0,-
            dro-learned,47.31,57.57,63.41,64.7,50.0,23.8,47.3,64.0,49.8,33.1,53.5,69.7
            """;

    /** Rows that the paper does not have. */
    private static final String OTHERS = """
            ldam-drw,42.04,46.62,58.71,61.5,41.7,20.2,42.0,-,-,-,-,-
            balanced-softmax,50.3,-,63.1,-,-,-,50.3,-,-,-,-,-
            logit-adjusted,44.06,-,-,-,-,-,44.06,-,-,-,51.1,66.36
            mixup,39.5,45.4,59.1,-,-,-,-,-,-,-,-,-
            mislas,47.0,52.3,63.2,-,-,-,-,-,-,-,-,-
            ride,48.6,-,-,-,-,-,-,-,-,-,-,-
            ssp-ce,40.40,45.04,57.07,-,-,-,-,-,-,-,45.6,64.4
            ssp-crt,-,-,-,-,-,-,-,-,-,-,51.3,68.1
            bbn,42.56,47.02,59.12,-,-,-,-,-,-,-,-,-
            bcl,51.93,56.59,64.87,-,-,-,-,-,-,-,-,-
            balpoe,51.7,-,-,-,-,-,-,-,-,-,-,-
            bcl-cutmix,53.16,57.40,64.53,-,-,-,-,-,-,-,-,-
            proco,52.8,57.1,65.5,-,-,-,-,-,-,-,-,-
            """;

    private static Map<String, Double> shipped(String name) {
        Map<String, Double> numbers = new HashMap<>();
        PublishedTable.named(name)
                .rows()
                .forEach((key, row) -> row.numbers()
                        .forEach((column, number) -> numbers.put(name + "/" + column + " " + key, number)));
        return numbers;
    }

    @Test
    void tablesOneToThreeAreAsPrinted() {
        Map<String, Double> expected = new HashMap<>();
        (NUMBERS + OTHERS).lines().forEach(line -> {
            String[] fields = line.split(",");
            for (int i = 1; i < fields.length; i++) {
                if (!fields[i].equals("-")) {
                    expected.put(COLUMNS.get(i - 1) + " " + fields[0], Double.valueOf(fields[i]));
                }
            }
        });
        Map<String, Double> actual = new HashMap<>();
        List.of("table1", "table2", "table3").forEach(name -> actual.putAll(shipped(name)));
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void tableFourIsAsPrinted() {
        assertThat(shipped("table4"))
                .isEqualTo(Map.of(
                        "table4/ce ce", 38.5,
                        "table4/crt ce", 41.2,
                        "table4/lws ce", 41.4,
                        "table4/ce rs", 34.9,
                        "table4/crt rs", 37.6,
                        "table4/lws rs", 36.3,
                        "table4/ce dro-lt", 41.2,
                        "table4/crt dro-lt", 47.3,
                        "table4/lws dro-lt", 46.8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table1", "table2", "table3", "table4"})
    void everyRowSaysWhereItsNumbersComeFrom(String name) {
        PublishedTable table = PublishedTable.named(name);
        assertThat(table.source()).contains("Samuel and Chechik", "Table " + name.substring(5));
        assertThat(table.rows().values()).allSatisfy(row -> {
            assertThat(row.source()).isNotBlank();
            assertThat(row.printed()).isNotBlank();
            assertThat(row.printed().endsWith("*")).isEqualTo(row.source().startsWith("reproduced"));
        });
    }

    @Test
    void deviationsAreThosePrinted() {
        PublishedTable table = PublishedTable.named("table2");
        assertThat(table.number("dro-learned", "c100-acc")).isEqualTo(new PublishedNumber(47.3, 0.1));
        assertThat(table.number("dro-shared", "in-acc")).isEqualTo(new PublishedNumber(51.6, 0.4));
        assertThat(table.number("ldam", "in-acc")).isNull();
        assertThat(table.number("nobody", "in-acc")).isNull();
        assertThat(PublishedTable.named("table3").number("dro-learned", "acc"))
                .isEqualTo(new PublishedNumber(69.7, 0.1));
    }

    @Test
    void aTableThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> PublishedTable.named("table5"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'table5'");
    }
}
