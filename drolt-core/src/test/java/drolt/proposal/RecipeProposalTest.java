package drolt.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.augmentation.CenterCrop;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.data.ImageFoldersConfig;
import drolt.model.CifarResNetConfig;
import drolt.model.ResNetConfig;
import drolt.recipe.ExperimentConfig;
import drolt.training.StageConfig;
import drolt.training.TrainingPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeProposalTest {
    /** A machine of so many multiply-adds of a forward pass a second, whatever the network. */
    private static RecipeProposal.Speed machine(double multiplyAdds) {
        return (model, classCount, side, batchSize) -> multiplyAdds / model.multiplyAdds(side, side);
    }

    private static final RecipeProposal.Speed USUAL = machine(1.2e10);

    private static FolderSurvey survey(int shortSide, boolean oneSize, int... counts) {
        return new FolderSurvey(
                Path.of("/p/it's here"), false, ClassCounts.of(counts), 100, false, false, shortSide, oneSize, 400);
    }

    private static ProposalOptions within(String time) {
        return new ProposalOptions(Duration.parse("PT" + time), null, null, null, 1);
    }

    private static ExperimentConfig config(FolderSurvey survey, ProposalOptions options) {
        return RecipeProposal.of(survey, options, USUAL)
                .recipe("photos", List.of())
                .config();
    }

    private static int epochs(ExperimentConfig config, String stage) {
        return config.stage(stage).plan().map(TrainingPlan::epochs).orElseThrow();
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyProposalIsARecipeThatKeepsItsTimeAndComparesFairly(long seed) {
        Random random = new Random(seed);
        int[] counts =
                random.ints(2 + random.nextInt(30), 1, 2 + random.nextInt(2000)).toArray();
        int side = 8 + random.nextInt(600);
        FolderSurvey survey = new FolderSurvey(
                Path.of("/photos"),
                false,
                ClassCounts.of(counts),
                1 + random.nextInt(500),
                random.nextBoolean(),
                random.nextBoolean(),
                side,
                random.nextBoolean(),
                10 + random.nextInt(2000));
        long minutes = 1 + random.nextInt(240);
        ProposalOptions options = within(minutes + "M");

        RecipeProposal proposal =
                RecipeProposal.of(survey, options, machine(Math.pow(10, 9 + 3 * random.nextDouble())));

        ExperimentConfig config = proposal.recipe("photos", List.of()).config();
        assertThat(config.arms()).hasSize(5);
        int shared = epochs(config, "shared");
        for (String own : List.of("cross-entropy", "balanced-softmax", "dro-lt")) {
            assertThat(epochs(config, own)).as("equal images").isEqualTo(epochs(config, "dro-lt"));
            assertThat(config.stage(own).after()).isEqualTo("shared");
        }
        assertThat(shared).isBetween(1, 200);
        assertThat(config.dataset().hasValidation()).isTrue();
        assertThat(((ImageFoldersConfig) config.dataset()).testShare() == null).isEqualTo(survey.hasTest());
        assertThat(proposal.yaml()).contains(proposal.reasons());
    }

    @Test
    void aPlanIsTheMostThatFits() {
        double steps = 100;
        for (int minutes : new int[] {2, 5, 30, 60}) {
            Duration time = Duration.ofMinutes(minutes);
            TimePlan plan = TimePlan.of(1000, 150, 200, steps, 300, time);
            assertThat(plan.seconds()).isLessThanOrEqualTo(time.toSeconds());
            TimePlan more = TimePlan.of(1000, 150, 200, steps, 300, time.plusSeconds(time.toSeconds() / 4 + 60));
            assertThat(more.first()).isGreaterThan(plan.first());
        }
        // (1 + 3) epochs of 1000 / 100 + 150 / 300 s, then looks at 300/s: 1000, 2 x 1000, 3 x (1000 + 200 + 150)
        assertThat(TimePlan.of(1000, 150, 200, steps, 300, Duration.ofSeconds(1))
                        .seconds())
                .isEqualTo(4 * 10.5 + (1000 + 2000 + 4050) / 300.0);
    }

    @Test
    void withMoreTimeThereIsMoreToSee() {
        FolderSurvey photographs = survey(400, false, 900, 300, 100, 30);
        int before = 0;
        for (String time : List.of("1M", "10M", "60M", "24H")) {
            int side = side(config(photographs, within(time)));
            assertThat(side).isGreaterThanOrEqualTo(before);
            before = side;
        }
        assertThat(before).isEqualTo(224);
        assertThat(side(config(photographs, within("1M")))).isEqualTo(32);
    }

    private static int side(ExperimentConfig config) {
        return config.view().get(1) instanceof CenterCrop crop ? crop.size() : 0;
    }

    @Test
    void imagesAreNotBlownUp() {
        assertThat(side(config(survey(70, false, 90, 30), within("24H")))).isEqualTo(64);
        assertThat(side(config(survey(10, false, 90, 30), within("24H"))))
                .as("the least there is")
                .isEqualTo(32);
    }

    @Test
    void smallImagesOfOneSizeAreSeenAsTheyAre() {
        ExperimentConfig config = config(survey(28, true, 90, 30), within("30M"));
        assertThat(config.view()).isEmpty();
        assertThat(config.model()).isInstanceOf(CifarResNetConfig.class);
    }

    @Test
    void whatIsSaidIsDone() {
        ProposalOptions options =
                new ProposalOptions(Duration.ofMinutes(1), 100, ProposedBackbone.RESNET_34, "/weights/of mine.pth", 7);
        ExperimentConfig config = config(survey(400, false, 90, 30), options);
        assertThat(side(config)).isEqualTo(100);
        assertThat(config.seed()).isEqualTo(7);
        assertThat(config.model()).isInstanceOfSatisfying(ResNetConfig.class, model -> {
            assertThat(model.depth()).isEqualTo(34);
            assertThat(model.pretrained()).isEqualTo("/weights/of mine.pth");
        });
        assertThat(((ImageFoldersConfig) config.dataset()).folder()).isEqualTo("/p/it's here");
    }

    @Test
    void weightsAreTrainedOnAtALowerRate() {
        FolderSurvey survey = survey(400, false, 90, 30);
        ProposalOptions options = new ProposalOptions(Duration.ofMinutes(60), null, null, "w.pth", 1);
        double fromWeights = rate(config(survey, options));
        double fromScratch = rate(config(survey, within("60M")));
        assertThat(fromWeights).isLessThan(fromScratch);
    }

    private static double rate(ExperimentConfig config) {
        Map<String, StageConfig> stages = config.stages();
        return stages.get("shared").plan().orElseThrow().optimizer().learningRate();
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> within("5S")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new ProposalOptions(Duration.ofMinutes(1), 7, null, null, 1))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() ->
                        new ProposalOptions(Duration.ofMinutes(1), null, ProposedBackbone.CIFAR_RESNET_20, "w.pth", 1))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("resnet-18");
    }
}
