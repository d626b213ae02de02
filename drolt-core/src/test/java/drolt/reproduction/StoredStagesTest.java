package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.experiment.StageFingerprints;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Stages of the first full-length table that are trained already: whoever changes their fingerprint makes weeks of
 * training unfindable.
 */
class StoredStagesTest {
    /** Of CIFAR-100-LT, imbalance factor 100, as published results have it. */
    private static final String IMAGES = "ebe436e341d8d4251811a839a49d4572d2b061178e9838cecd0e74a083d4b91b";

    @Test
    void thePretrainedNetworkOfTable4AsPublishedIsStillFound() {
        TableOptions options =
                new TableOptions(Setting.AS_PUBLISHED, 1, 1, List.of("ce", "dro-lt"), true, null, List.of());
        PlannedRun run = TablePlan.of(ShippedTable.TABLE4, options).runs().get(0);
        assertThat(StageFingerprints.ofFirstStage(run.recipe().config(), "pretrain", IMAGES))
                .startsWith("a8d5ad5a768df03c");
    }
}
