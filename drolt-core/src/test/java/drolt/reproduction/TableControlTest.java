package drolt.reproduction;

import static drolt.reproduction.TablePlanTest.options;
import static drolt.reproduction.TablePlanTest.recipe;
import static drolt.reproduction.TablePlanTest.stage;
import static org.assertj.core.api.Assertions.assertThat;

import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.LossConfig;
import drolt.loss.robust.DroLtConfig;
import drolt.recipe.ExperimentConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows without the robust term that a table can have beside those with it. */
class TableControlTest {
    @Test
    void aControlIsTheSameButForTheRobustTerm() {
        TablePlan plan = TablePlan.of(ShippedTable.TABLE4, options(Setting.EQUAL, 1, true));
        PlannedRow control = plan.rows().get(plan.rows().size() - 1);
        PlannedRow row = plan.rows().get(plan.rows().size() - 2);
        assertThat(control.name()).isEqualTo("control");
        assertThat(control.arms().keySet()).isEqualTo(row.arms().keySet());
        ExperimentConfig config = recipe(plan, "if100");
        row.arms().forEach((column, arm) -> {
            List<String> robust = config.chain(config.arms().get(arm));
            List<String> plain = config.chain(config.arms().get(control.arms().get(column)));
            assertThat(plain).hasSameSizeAs(robust).startsWith(robust.get(0));
            DroLtConfig joint = (DroLtConfig) stage(config, robust.get(1)).loss();
            assertCrossEntropy(stage(config, plain.get(1)).loss(), ClassWeighting.NONE, joint.lambda());
            for (int i = 1; i < robust.size(); i++) {
                assertThat(withoutLoss(config, plain.get(i))).isEqualTo(withoutLoss(config, robust.get(i)));
            }
        });
    }

    private static void assertCrossEntropy(LossConfig loss, ClassWeighting weighting, double weight) {
        assertThat(loss).isInstanceOfSatisfying(CrossEntropyConfig.class, alone -> {
            assertThat(alone.weighting()).isEqualTo(weighting);
            assertThat(alone.weight()).isEqualTo(weight);
            assertThat(alone.labelSmoothing()).isZero();
        });
    }

    /** A stage as text, without what a control may differ in. */
    private static String withoutLoss(ExperimentConfig config, String stage) {
        return config.stage(stage)
                .toString()
                .replace(stage(config, stage).loss().toString(), "LOSS")
                .replace("after=" + config.stage(stage).after(), "AFTER");
    }

    @Test
    void variantsThatDifferInTheRadiusAloneShareOneControl() {
        TablePlan plan = TablePlan.of(ShippedTable.TABLE1, options(Setting.AS_PUBLISHED, 1, true));
        assertThat(plan.rows().stream().filter(row -> row.key().startsWith("control")))
                .hasSize(1);
        assertThat(plan.notes()).singleElement().asString().contains("DRO-LT, eps = 0 (ERM); DRO-LT, shared eps; ");
        ExperimentConfig config = recipe(plan, "if100");
        String last = config.arms().get("control of DRO-LT erm + cRT");
        // summed terms leave cross-entropy its whole weight
        assertCrossEntropy(stage(config, config.chain(last).get(1)).loss(), ClassWeighting.COUNT, 1);
    }
}
