package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.io.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A raised version concerns the stages that use what it stands for, and leaves the others findable. */
class AlgorithmVersionsTest {
    private static final JsonNode PLAIN = Json.tree(
            "{\"stage\": {\"kind\": \"train\", \"loss\": {\"kind\": \"cross-entropy\"}, \"sampler\": {\"kind\": \"shuffled\"}}}");
    private static final JsonNode ROBUST = Json.tree(
            "{\"stage\": {\"kind\": \"train\", \"loss\": {\"kind\": \"sum\", \"terms\": [{\"loss\":"
                    + " {\"kind\": \"dro-lt\", \"radius\": {\"kind\": \"erm\"}}}]}, \"sampler\": {\"kind\": \"shuffled\"}}}");

    @Test
    void theVersionOfAPartConcernsTheStagesThatUseIt() {
        Map<String, Integer> raised = Map.of("radius", 2, "model", 3);
        assertThat(AlgorithmVersions.usedBy(PLAIN, raised, Map.of())).isEqualTo(Map.of("radius", 1, "model", 3));
        assertThat(AlgorithmVersions.usedBy(ROBUST, raised, Map.of())).isEqualTo(raised);
    }

    @Test
    void theVersionOfAKindConcernsTheStagesThatNameIt() {
        Map<String, Integer> kinds = Map.of("dro-lt", 2, "proco", 4);
        assertThat(AlgorithmVersions.usedBy(PLAIN, Map.of("loss", 1), kinds)).isEqualTo(Map.of("loss", 1));
        assertThat(AlgorithmVersions.usedBy(ROBUST, Map.of("loss", 1), kinds))
                .isEqualTo(Map.of("loss", 1, "kind dro-lt", 2));
    }

    @Test
    void whatIsNotRaisedIsAsEver() {
        Map<String, Integer> ever = new TreeMap<>(AlgorithmVersions.CURRENT);
        ever.replaceAll((part, version) -> 1);
        assertThat(AlgorithmVersions.usedBy(PLAIN)).isEqualTo(ever);
    }

    @Test
    void forwardPassesConcernTheStagesThatMeasureOrSelectByThem() {
        Map<String, Integer> raised = Map.of("inference", 2);
        for (String uses : List.of(
                "{\"stage\": {\"kind\": \"classifier\"}}",
                "{\"stage\": {\"kind\": \"train\", \"loss\": {\"kind\": \"dro-lt\", \"centroids\": {\"kind\": \"clean\"}}}}",
                "{\"stage\": {\"kind\": \"train\"}, \"selection\": \"validation\"}")) {
            assertThat(AlgorithmVersions.usedBy(Json.tree(uses), raised, Map.of()))
                    .as(uses)
                    .isEqualTo(raised);
        }
        String plain = "{\"stage\": {\"kind\": \"train\"}, \"selection\": \"last\"}";
        assertThat(AlgorithmVersions.usedBy(Json.tree(plain), raised, Map.of())).isEqualTo(Map.of("inference", 1));
    }
}
