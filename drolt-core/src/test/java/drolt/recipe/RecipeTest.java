package drolt.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigDefaults;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSchema;
import drolt.configuration.ConfigSource;
import drolt.configuration.ConfigWriter;
import drolt.experiment.TinyRecipe;
import drolt.training.Selection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {
    private static final String STAGES = """
            version: 1
            stages:
              pretrain: {kind: train, epochs: 1}
              features:
                kind: train
                after: pretrain
            arms:
              first: pretrain
              second: features
            """;

    @ParameterizedTest
    @EnumSource(ShippedRecipe.class)
    void everyShippedRecipeIsReadAndWrittenBackToTheSame(ShippedRecipe shipped) {
        Recipe recipe = RecipeReader.read(shipped.recipeName(), List.of());
        assertThat(recipe.name()).isEqualTo(shipped.recipeName());
        assertThat(recipe.config().arms()).isNotEmpty();
        String yaml = ConfigWriter.yaml(recipe.config());
        assertThat(RecipeReader.read(new ConfigSource(yaml, "written"), "written")
                        .config())
                .isEqualTo(recipe.config());
        assertThat(recipe.config().selection() == Selection.TEST)
                .as("selects on the test set")
                .isEqualTo(shipped.recipeName().endsWith("released"));
    }

    private static ExperimentConfig read(String top, String... overrides) {
        return RecipeReader.read(new ConfigSource(top + STAGES, "own.yaml", List.of(overrides)), "own")
                .config();
    }

    @Test
    void aCommonBatchSizeIsWhatStagesSayOneByOne() {
        String stages = "stages.pretrain.batchSize=48";
        ExperimentConfig each = read("", stages, "stages.features.batchSize=48");
        assertThat(read("batchSize: 48\n")).isEqualTo(each);
        assertThat(read("", "batchSize=48")).isEqualTo(each);
        assertThat(new Recipe("own", read("batchSize: 48\n")).digest()).isEqualTo(new Recipe("own", each).digest());
        assertThat(read("batchSize: null\n")).isEqualTo(read(""));
    }

    @Test
    void aStagesOwnBatchSizeOutranksTheCommonOneAndTheCommandLineTheFile() {
        assertThat(read("batchSize: 48\n", "stages.features.batchSize=32")
                        .stages()
                        .values())
                .extracting(stage -> stage.plan().orElseThrow().batchSize())
                .containsExactly(48, 32);
        ExperimentConfig quickstart = RecipeReader.read(
                        "quickstart", List.of("batchSize=16", "stages.features.batchSize=8"))
                .config();
        quickstart
                .stages()
                .forEach((name, stage) -> stage.plan()
                        .ifPresent(plan ->
                                assertThat(plan.batchSize()).as(name).isEqualTo(name.equals("features") ? 8 : 16)));
        assertThat(quickstart.stages()).containsKey("features");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batchSize: 0 | own.yaml:1: stages.pretrain.batchSize: 0 must be at least 1",
                "batchSize: x | own.yaml:1: stages.pretrain.batchSize: 'x' must be a whole number",
                "batchsize: 2 | own.yaml:1: batchsize: unknown key; did you mean 'batchSize'?",
                "epochs: 2 | own.yaml:1: epochs: unknown key; did you mean 'stages.pretrain.epochs',"
                        + " 'stages.features.epochs'?",
                "learning-rate: 2 | own.yaml:1: learning-rate: unknown key; did you mean"
                        + " 'stages.pretrain.optimizer.learningRate', 'stages.features.optimizer.learningRate'?"
            })
    void aKeyAtTheTopThatBelongsBelowIsToldWhere(String line, String message) {
        assertThatThrownBy(() -> read(line + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }

    @Test
    void aCommonKeyThatNoStageHasIsRefused() {
        ConfigSource source = new ConfigSource(
                "version: 1\nbatchSize: 2\nstages: {a: {kind: logit-adjustment}}\narms: {A: a}\n", "own.yaml");
        assertThatThrownBy(() -> RecipeReader.read(source, "own"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("own.yaml:2: batchSize: none of the stages has such a key");
    }

    @Test
    void theReferenceDocumentsEveryKeyAndNoOther() {
        ConfigDefaults reference = ConfigDefaults.parse(ShippedRecipe.reference(), "reference.yaml");
        assertThat(ConfigSchema.of(ExperimentConfig.class, RecipeKinds.SHIPPED.records())
                        .differences(reference))
                .isEmpty();
    }

    @Test
    void theReferenceExplainsEveryKeyWithACommentOrAtItsFirstMention() {
        List<String> lines = ShippedRecipe.reference().lines().toList();
        assertThat(lines).anyMatch(line -> line.matches(" +lambda: 0.5 +# .*"));
        assertThat(lines).noneMatch(line -> line.contains("\t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stages", "arms"})
    void aRecipeWithoutStagesOrArmsIsRefused(String key) {
        String text = STAGES.replaceAll("(?ms)^" + key + ":\n(  .*?\n)+(?=[a-z]|\\z)", "");
        assertThat(text).doesNotContain(key + ":");
        assertThatThrownBy(() -> TinyRecipe.read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("tiny.yaml:1: " + key + ": {} must hold at least one");
    }

    /** Every stage is looked at with all before it: 5,000 would take minutes, and no run has so many. */
    @Test
    void aChainOfThousandsOfStagesIsRefusedInOneLine() {
        StringBuilder yaml = new StringBuilder("version: 1\nstages:\n  s0: {kind: train, epochs: 1}\n");
        for (int i = 1; i < 5000; i++) {
            yaml.append("  s" + i + ": {kind: train, epochs: 1, after: s" + (i - 1) + "}\n");
        }
        yaml.append("arms: {last: s4999}\n");
        assertThatThrownBy(() -> TinyRecipe.read(yaml.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("5000 entries must be at most 500; divide them among several recipes");
    }

    @Test
    void anOverrideIsCheckedAsTheFileIs() {
        String[] overrides = {"stages.features.loss.kind=dro-lt", "stages.features.loss.radius.kind=shared"};
        assertThat(ConfigWriter.canonicalJson(TinyRecipe.read(STAGES, overrides).config()))
                .contains("\"kind\":\"shared\"");
        assertThatThrownBy(() -> TinyRecipe.read(STAGES, "stages.features.loss.lamda=0.5"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("stages.features.loss.lamda=0.5");
    }

    private static final String LOSSES =
            STAGES.replace("{kind: train, epochs: 1}", """
            {kind: train, epochs: 1, loss: {
                kind: sum, terms: [{loss: {kind: ldam}}, {weight: 0.5, loss: {kind: dro-lt, lambda: 0}}]}}
            """.strip()).replace("after: pretrain\n", """
            after: pretrain
                loss: {kind: deferred, first: {kind: ldam}, then: {kind: ldam, weighting: effective-number}}
            """.strip() + "\n");

    @Test
    void lossesOfLossesAreReadAndWrittenBackToTheSame() {
        ExperimentConfig config = TinyRecipe.read(LOSSES, "stages.pretrain.loss.terms.0.weight=0.25")
                .config();
        String written = ConfigWriter.yaml(config);
        assertThat(written)
                .contains("{weight: 0.25, loss: {kind: ldam, maxMargin: 0.5, scale: 30")
                .contains("{weight: 0.5, loss: {kind: dro-lt, lambda: 0")
                .contains("until: 160");
        assertThat(TinyRecipe.read(written).config()).isEqualTo(config);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "weight: 0.5 | weight: 0 | tiny.yaml:4: stages.pretrain.loss.terms.1.weight: 0.0 must be above 0",
                "lambda: 0 | lamda: 0 | stages.pretrain.loss.terms.1.loss.lamda: unknown key; did you mean 'lambda'",
                "loss: {kind: ldam}}, | loss: {kind: ldan}}, | is no kind of loss; did you mean 'ldam'",
                "{loss: {kind: ldam}}, | '' | stages.pretrain.loss.terms: a list of 1 must hold at least two",
                "{loss: {kind: ldam}} | {weight: 2} | stages.pretrain.loss.terms.0.loss",
                "first: {kind: ldam}, | '' | stages.features.loss.first",
            })
    void aMistakeInALossOfLossesIsOneLineThatSaysWhere(String from, String to, String message) {
        String text = LOSSES.replace(from, to);
        assertThat(text).isNotEqualTo(LOSSES);
        assertThatThrownBy(() -> TinyRecipe.read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("tiny.yaml")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "after: pretrain | after: pretrian | tiny.yaml:6: stages.features.after: pretrian must be one of the stages: pretrain, features",
                "second: features | second: featurs | tiny.yaml:9: arms.second: featurs must be one of the stages",
                "{kind: train, epochs: 1} | {kind: train, after: features} | closes a circle of stages",
                "after: pretrain | after: features | closes a circle of stages",
                "second: features | first: features | first",
                "second: features | First!: features | must differ from the other arms",
                "second: features | second: pretrain | tiny.yaml:4: stages.features: the stage is in no arm",
                "version: 1 | version: 2 | tiny.yaml: is a recipe of version 2, this program reads up to 1",
                "version: 1 | version: 0 | version: 0 must lie in 1..1",
                "version: 1 | 'version: one' | version",
                "features: | fea/tures: | fea/tures",
                "epochs: 1 | epochs: 0 | tiny.yaml:3: stages.pretrain.epochs: 0 must be at least 1",
                "epochs: 1 | epochs: 1.5 | stages.pretrain.epochs",
                "kind: train | kind: trian | trian",
                "arms: | arm: | tiny.yaml:7: arm: ",
            })
    void aMistakeIsOneLineThatSaysWhere(String from, String to, String message) {
        String text = STAGES.replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThat(text).isNotEqualTo(STAGES);
        assertThatThrownBy(() -> TinyRecipe.read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.strip())
                .hasMessageStartingWith("tiny.yaml")
                .hasMessageNotContaining("(this is the default)")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theTestSetSelectsOnlyWhereTheReleasedProgramIsRepeated() {
        assertThatThrownBy(() -> TinyRecipe.read(STAGES, "selection=test"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--set selection=test: ")
                .hasMessageContaining("released");
        assertThatThrownBy(() -> TinyRecipe.read(STAGES, "selection=test", "stages.features.loss.kind=dro-lt"))
                .isInstanceOf(ConfigException.class);
        String sum = STAGES.replace(
                "after: pretrain\n",
                "after: pretrain\n    loss: {kind: deferred, first: {kind: dro-lt, form: released},"
                        + " then: {kind: dro-lt, form: released}}\n");
        assertThat(sum).isNotEqualTo(STAGES);
        assertThatThrownBy(() -> TinyRecipe.read(sum, "selection=test"))
                .as("made of the released loss, but not the released program")
                .isInstanceOf(ConfigException.class);
        Recipe released = TinyRecipe.read(
                STAGES, "selection=test", "stages.features.loss.kind=dro-lt", "stages.features.loss.form=released");
        assertThat(released.config().selection()).isEqualTo(Selection.TEST);
    }

    @Test
    void selectionOnValidationNeedsASplit() {
        assertThatThrownBy(() -> TinyRecipe.read(STAGES, "selection=validation"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("dataset.validationShare");
        assertThat(TinyRecipe.read(STAGES, "selection=validation", "dataset.validationShare=0.1"))
                .isNotNull();
    }

    @Test
    void aNameThatIsNoRecipeIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> RecipeReader.read("quikstart", List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("did you mean 'quickstart'")
                .hasMessageNotContaining("\n");
    }
}
