package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.augmentation.AutoAugmentConfig;
import drolt.comparison.PublishedTable;
import drolt.configuration.ConfigException;
import drolt.model.CosineClassifierConfig;
import drolt.model.LinearClassifierConfig;
import drolt.recipe.ExperimentConfig;
import drolt.training.Selection;
import drolt.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePlanTest {
    static TableOptions options(Setting setting, double scale, boolean controls, String... overrides) {
        return new TableOptions(setting, scale, 1, List.of(), controls, null, List.of(overrides));
    }

    static ExperimentConfig recipe(TablePlan plan, String data) {
        return plan.runsOfOneSeed().stream()
                .filter(run -> run.key().equals(data))
                .findFirst()
                .orElseThrow()
                .recipe()
                .config();
    }

    static TrainingPlan stage(ExperimentConfig config, String name) {
        return config.stage(name).plan().orElseThrow();
    }

    static Stream<Arguments> tablesAndSettings() {
        return Stream.of(ShippedTable.values())
                .flatMap(table -> Stream.of(Setting.values()).map(setting -> Arguments.of(table, setting)));
    }

    @ParameterizedTest
    @MethodSource("tablesAndSettings")
    void everyTableHasItsRecipesInEverySettingWithControls(ShippedTable table, Setting setting) {
        TablePlan plan = TablePlan.of(table, options(setting, 1, true));
        assertThat(plan.setting()).startsWith(setting + ": ");
        for (PlannedRun run : plan.runs()) {
            ExperimentConfig config = run.recipe().config();
            Set<String> used = plan.rows().stream()
                    .filter(row -> row.variant().equals(run.variant()))
                    .flatMap(row -> row.arms().entrySet().stream())
                    .filter(arm -> run.data().equals(dataOf(plan, arm.getKey())))
                    .map(Map.Entry::getValue)
                    .collect(Collectors.toSet());
            assertThat(config.arms().keySet()).isEqualTo(used);
            assertThat(config.selection()).isEqualTo(Selection.LAST);
            assertThat(config.seed()).isEqualTo(run.seed());
        }
        assertThat(plan.runs())
                .hasSize(Map.of("table1", 6, "table2", 4, "table3", 2, "table4", 1)
                        .get(table.toString()));
    }

    private static @Nullable String dataOf(TablePlan plan, String column) {
        return plan.config().columns().stream()
                .filter(candidate -> candidate.key().equals(column))
                .findFirst()
                .orElseThrow()
                .data();
    }

    /** Each printed number has its place. */
    @ParameterizedTest
    @EnumSource(ShippedTable.class)
    void everyPublishedNumberHasARowAndAColumn(ShippedTable table) {
        Set<String> places = table.read().rows().stream()
                .flatMap(row -> table.read().columns().stream().map(column -> row.key() + " " + column.key()))
                .collect(Collectors.toSet());
        Set<String> numbers = PublishedTable.named(table.toString()).rows().entrySet().stream()
                .flatMap(row -> row.getValue().numbers().keySet().stream().map(column -> row.getKey() + " " + column))
                .collect(Collectors.toSet());
        assertThat(places).containsAll(numbers);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.2})
    void equalMeansAsManyImagesThroughEveryBackbonesTraining(double scale) {
        for (ShippedTable table : ShippedTable.values()) {
            TablePlan plan = TablePlan.of(table, options(Setting.EQUAL, scale, true));
            for (PlannedRun run : plan.runs()) {
                RunCost cost = RunCost.of(run.recipe().config()).orElseThrow();
                assertThat(run.recipe().config().arms().keySet())
                        .allSatisfy(arm -> assertThat(cost.stages(List.of(arm)).stream()
                                        .filter(StageCost::backbone)
                                        .mapToLong(StageCost::images)
                                        .sum())
                                .as(arm)
                                .isEqualTo(Math.round((run.data().startsWith("if") ? 225 : 120) * scale)
                                        * cost.trainingImages()));
            }
        }
    }

    @Test
    void asPublishedCountsTheImagesOfTheReleasedPrograms() {
        ExperimentConfig config =
                recipe(TablePlan.of(ShippedTable.TABLE1, options(Setting.AS_PUBLISHED, 1, false)), "if100");
        Map<String, StageCost> stages = RunCost.of(config).orElseThrow().stages().stream()
                .collect(Collectors.toMap(StageCost::stage, stage -> stage));
        double forward = config.model().multiplyAdds(32, 32);
        assertThat(forward).as("ResNet-32 has 69 million").isBetween(68e6, 70e6);

        assertThat(stages.get("pretrain").images()).isEqualTo(200 * 10_847);
        assertThat(stages.get("pretrain").multiplyAdds()).isCloseTo(3 * forward * 200 * 10_847, within(1.0));
        assertThat(stages.get("pretrain").arms())
                .as("CE, cRT, tau-norm, adjusted, robustly adjusted, smDRAGON, four of DRO-LT")
                .isEqualTo(10);
        StageCost robust = stages.get("dro-learned");
        assertThat(robust.images()).isEqualTo(80 * 50_000);
        assertThat(robust.multiplyAdds())
                .as("with a pass over the draws for the centroids")
                .isCloseTo(4 * forward * 80 * 50_000, within(1.0));
        StageCost classifier = stages.get("dro-learned-crt");
        assertThat(classifier.backbone()).isFalse();
        assertThat(classifier.multiplyAdds()).isCloseTo(forward * 20 * 50_000, within(1.0));
        assertThat(stages.get("pretrain-tau-norm").multiplyAdds()).isZero();
    }

    /** In its own stage only; three passes of both, as both learn, or one of the backbone where that is frozen. */
    @Test
    void anAttentionIsCountedWithItsStage() {
        for (boolean frozen : new boolean[] {false, true}) {
            TableOptions options = frozen
                    ? options(Setting.AS_PUBLISHED, 1, false, "if100:stages.oltr.freeze=[backbone]")
                    : options(Setting.AS_PUBLISHED, 1, false);
            ExperimentConfig config = recipe(TablePlan.of(ShippedTable.TABLE2, options), "if100");
            StageCost oltr = RunCost.of(config).orElseThrow().stages().stream()
                    .filter(stage -> stage.stage().equals("oltr"))
                    .findFirst()
                    .orElseThrow();
            double backbone = config.model().multiplyAdds(32, 32);
            double attention = 4L * 64 * 64 * 32 + 2L * 64 * 64 * 32 + 64L * 64 * 64 + 64 * 64;
            assertThat(oltr.backbone()).isEqualTo(!frozen);
            assertThat(oltr.multiplyAdds())
                    .isCloseTo(((frozen ? 1 : 3) * backbone + 3 * attention) * oltr.images(), within(1e3));
        }
    }

    @Test
    void photographsAreCountedFromTheOfficialListsAndAtTheSizeThatTheyAreCutTo() {
        TablePlan plan = TablePlan.of(ShippedTable.TABLE2, options(Setting.AS_PUBLISHED, 1, false));
        ExperimentConfig config = recipe(plan, "imagenet-lt");
        Map<String, StageCost> stages = RunCost.of(config).orElseThrow().stages().stream()
                .collect(Collectors.toMap(StageCost::stage, stage -> stage));
        double forward = config.model().multiplyAdds(224, 224);
        assertThat(forward).as("ResNet-50 has 4.1 thousand million").isBetween(4.0e9, 4.2e9);
        assertThat(stages.get("pretrain").images()).isEqualTo(90 * 115_846);
        assertThat(stages.get("pretrain").multiplyAdds()).isCloseTo(3 * forward * 90 * 115_846, within(1e3));
        assertThat(stages.get("dro-learned").multiplyAdds())
                .as("with a pass over all images for the centroids")
                .isCloseTo(4 * forward * 30 * 115_846, within(1e3));
        assertThat(stages.get("moco").images()).isEqualTo(2 * 200 * 115_846);
        assertThat(stages.get("moco").multiplyAdds())
                .as("a step for the queries, a forward pass for the keys")
                .isCloseTo(4 * forward * 200 * 115_846, within(1e4));
        ExperimentConfig small = recipe(
                TablePlan.of(
                        ShippedTable.TABLE2,
                        options(Setting.AS_PUBLISHED, 1, false, "imagenet-lt:augmentation.0.size=112")),
                "imagenet-lt");
        assertThat(RunCost.of(small).orElseThrow().stages().get(0).multiplyAdds())
                .isCloseTo(3 * config.model().multiplyAdds(112, 112) * 90 * 115_846.0, within(1e3));
        ExperimentConfig own = recipe(
                TablePlan.of(
                        ShippedTable.TABLE2,
                        options(Setting.AS_PUBLISHED, 1, false, "imagenet-lt:dataset.trainList=own.txt")),
                "imagenet-lt");
        assertThat(RunCost.of(own)).as("how many an unknown list names").isEmpty();
    }

    @Test
    void aRowWithARecipeOfItsOwnHasRunsOfItsOwn() {
        TablePlan plan = TablePlan.of(ShippedTable.TABLE3, options(Setting.EQUAL, 1, true));
        assertThat(plan.runs())
                .extracting(PlannedRun::name)
                .containsExactly("inaturalist18-seed1", "inaturalist18-ldam-seed1");
        ExperimentConfig ldam = plan.runs().get(1).recipe().config();
        assertThat(ldam.arms()).containsOnlyKeys("LDAM-DRW");
        assertThat(ldam.model().classifier()).isInstanceOf(CosineClassifierConfig.class);
        assertThat(plan.runs().get(0).recipe().config().model().classifier())
                .isInstanceOf(LinearClassifierConfig.class);
    }

    @Test
    void anOverrideMayBeMeantForOneDataSet() {
        TablePlan plan = TablePlan.of(
                ShippedTable.TABLE2,
                options(Setting.EQUAL, 1, false, "if100:dataset.imbalanceFactor=50", "stages.ce.epochs=3"));
        assertThat(RunCost.of(recipe(plan, "if100")).orElseThrow().trainingImages())
                .isEqualTo(12_608);
        assertThat(stage(recipe(plan, "imagenet-lt"), "ce").epochs()).isEqualTo(3);
        assertThatThrownBy(() ->
                        TablePlan.of(ShippedTable.TABLE2, options(Setting.EQUAL, 1, false, "imagenet:model.depth=10")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set imagenet:model.depth=10: is for data that the table does not have; did you mean"
                        + " 'imagenet-lt'?");
    }

    @Test
    void columnsOfOneTableDifferInTheirData() {
        TablePlan plan = TablePlan.of(ShippedTable.TABLE1, options(Setting.EQUAL, 1, false));
        assertThat(plan.runs().stream()
                        .map(run ->
                                RunCost.of(run.recipe().config()).orElseThrow().trainingImages()))
                .containsExactly(10_847L, 10_847L, 12_608L, 12_608L, 19_573L, 19_573L);
        assertThat(plan.runs())
                .extracting(PlannedRun::name)
                .as("SSL has the statistics of its authors")
                .containsExactly(
                        "if100-seed1",
                        "if100-ssl-seed1",
                        "if50-seed1",
                        "if50-ssl-seed1",
                        "if10-seed1",
                        "if10-ssl-seed1");
    }

    @Test
    void scaleShortensEverySchedule() {
        ExperimentConfig equal = recipe(TablePlan.of(ShippedTable.TABLE1, options(Setting.EQUAL, 0.2, false)), "if100");
        assertThat(stage(equal, "pretrain").epochs()).isEqualTo(40);
        assertThat(stage(equal, "pretrain").schedule())
                .hasToString("CosineSchedule[warmup=Warmup[epochs=3, per=EPOCH, from=null], floor=0.0, per=EPOCH,"
                        + " throughWarmup=null]");
        assertThat(stage(equal, "dro-learned").epochs()).isEqualTo(5);
        assertThat(stage(equal, "dro-learned-crt").epochs()).isEqualTo(10);

        ExperimentConfig published =
                recipe(TablePlan.of(ShippedTable.TABLE1, options(Setting.AS_PUBLISHED, 0.2, false)), "if100");
        assertThat(stage(published, "pretrain").schedule().toString()).contains("epochs=1,", "milestones=[32, 36]");
        assertThat(stage(published, "dro-learned").sampler())
                .as("draws stay")
                .hasToString("ClassAwareSamplerConfig[perClass=4, draws=null]");

        ExperimentConfig tiny =
                recipe(TablePlan.of(ShippedTable.TABLE1, options(Setting.AS_PUBLISHED, 1e-4, false)), "if100");
        assertThat(stage(tiny, "pretrain").epochs()).isEqualTo(1);
        assertThat(stage(tiny, "pretrain").schedule().toString()).contains("epochs=0,", "milestones=[1, 2]");
    }

    @Test
    void equalStrongAugmentsEveryStage() {
        ExperimentConfig config =
                recipe(TablePlan.of(ShippedTable.TABLE2, options(Setting.EQUAL_STRONG, 1, true)), "if100");
        assertThat(config.augmentation()).hasSize(4).hasAtLeastOneElementOfType(AutoAugmentConfig.class);
        assertThat(config.stages().keySet())
                .allSatisfy(name -> config.stage(name)
                        .plan()
                        .ifPresent(plan -> assertThat(plan.augmentation()).isNull()));
    }

    @Test
    void patternsChooseRowsInTheTablesOrder() {
        TableOptions chosen = new TableOptions(Setting.EQUAL, 1, 1, List.of("dro-*", "c?"), false, "ce", List.of());
        TablePlan plan = TablePlan.of(ShippedTable.TABLE1, chosen);
        assertThat(plan.rows())
                .extracting(PlannedRow::key)
                .containsExactly("ce", "dro-erm", "dro-shared", "dro-count", "dro-learned");
        assertThat(recipe(plan, "if100").stages().keySet()).doesNotContain("resample", "ce-crt");
    }

    @Test
    void overridesReachEveryRecipeAndSeedsAddRuns() {
        TableOptions three = new TableOptions(
                Setting.EQUAL, 1, 3, List.of("ce"), false, null, List.of("dataset.kind=embedded", "model.depth=8"));
        TablePlan plan = TablePlan.of(ShippedTable.TABLE4, three);
        assertThat(plan.runs())
                .extracting(PlannedRun::name)
                .containsExactly("if100-seed1", "if100-seed2", "if100-seed3");
        assertThat(plan.runs()).allSatisfy(run -> {
            assertThat(run.recipe().config().dataset().getClass().getSimpleName())
                    .isEqualTo("EmbeddedConfig");
            assertThat(run.recipe().config().seed()).isEqualTo(run.seed());
        });
        TableOptions one = new TableOptions(Setting.EQUAL, 1, 1, List.of("ce"), false, null, three.overrides());
        assertThat(TablePlan.of(ShippedTable.TABLE4, one).digest())
                .as("more seeds go into the same folder")
                .isEqualTo(plan.digest());
        assertThat(TablePlan.of(ShippedTable.TABLE4, options(Setting.EQUAL, 1, false))
                        .digest())
                .isNotEqualTo(plan.digest());
    }
}
