package drolt.proposal;

import drolt.benchmark.TrainingSpeed;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigSource;
import drolt.model.ModelConfig;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recipe for a folder or a table of images.
 *
 * <p>It trains cross-entropy with logit adjustment and with a re-trained classifier, balanced softmax, and DRO-LT with a
 * re-trained classifier, all on equally many images, of which they share the first four fifths. Which of them is best a
 * validation split tells.
 *
 * @param yaml the recipe, with comments
 * @param reasons what was chosen and why, a line each
 */
public record RecipeProposal(String yaml, List<String> reasons) {
    private static final int FEWEST_EPOCHS = 30; // a network that trains for fewer is too large for the time
    private static final int SMALL_IMAGE = 40;
    private static final int[] SIDES = {32, 48, 64, 96, 128, 160, 192, 224};
    private static final double UPSCALING = 1.15;
    static final double VALIDATION_SHARE = 0.15;
    private static final int SPEED_BATCH = 16;

    public RecipeProposal {
        reasons = List.copyOf(reasons);
    }

    /** Images a second that a network trains on. */
    @FunctionalInterface
    public interface Speed {
        double imagesPerSecond(ModelConfig model, int classCount, int side, int batchSize);

        /** Measured here, in a second or two each time. */
        static Speed measured() {
            return TrainingSpeed::imagesPerSecond;
        }
    }

    /**
     * Proposes a recipe.
     *
     * @throws ConfigException if there is less than a class to tell from another, or too few images; one line
     */
    public static RecipeProposal of(FolderSurvey survey, ProposalOptions options, Speed speed) {
        Planner planner = new Planner(survey, options);
        RecipeDraft draft = new RecipeDraft(survey, options, batchSize(planner.training()));
        ViewedBackbone choice = choice(draft, planner, speed, candidates(survey, options));
        double steps = speed.imagesPerSecond(
                draft.model(choice), survey.counts().classCount(), choice.side(), draft.batchSize());
        TimePlan plan = planner.plan(steps);
        List<String> reasons = reasons(survey, options, choice, draft.batchSize(), steps, plan);
        return new RecipeProposal(draft.yaml(choice, plan, reasons), reasons);
    }

    /** How many epochs fit, by how fast a network trains. */
    private record Planner(FolderSurvey survey, ProposalOptions options) {
        int validation() {
            return survey.hasValidation() ? 0 : (int) Math.round(survey.counts().total() * VALIDATION_SHARE);
        }

        int training() {
            return Math.toIntExact(survey.counts().total()) - validation();
        }

        TimePlan plan(double imagesPerSecond) {
            return TimePlan.of(
                    training(),
                    validation(),
                    survey.testImages(),
                    imagesPerSecond,
                    survey.decodedPerSecond(),
                    options.time());
        }
    }

    /** The largest that trains long enough, to judge by the speed of the smallest and the work of each; else the first. */
    private static ViewedBackbone choice(
            RecipeDraft draft, Planner planner, Speed speed, List<ViewedBackbone> candidates) {
        ViewedBackbone chosen = candidates.get(0);
        if (candidates.size() == 1) {
            return chosen;
        }
        ModelConfig smallest = draft.model(chosen);
        int classCount = planner.survey().counts().classCount();
        double multiplyAdds = speed.imagesPerSecond(smallest, classCount, chosen.side(), SPEED_BATCH)
                * smallest.multiplyAdds(chosen.side(), chosen.side());
        for (ViewedBackbone candidate : candidates) {
            double work = draft.model(candidate).multiplyAdds(candidate.side(), candidate.side());
            if (planner.plan(multiplyAdds / work).first() >= FEWEST_EPOCHS) {
                chosen = candidate;
            }
        }
        return chosen;
    }

    /** The cheapest first. */
    private static List<ViewedBackbone> candidates(FolderSurvey survey, ProposalOptions options) {
        List<ViewedBackbone> candidates = new ArrayList<>();
        if (options.size() == null
                && options.weights() == null
                && survey.oneSize()
                && survey.shortSide() <= SMALL_IMAGE) {
            for (ProposedBackbone backbone : backbones(options, survey.shortSide())) {
                candidates.add(new ViewedBackbone(survey.shortSide(), false, backbone));
            }
            return candidates;
        }
        for (int side : options.size() == null ? SIDES : new int[] {options.size()}) {
            boolean fits = side <= survey.shortSide() * UPSCALING || candidates.isEmpty();
            if (fits || options.size() != null) {
                backbones(options, side).forEach(backbone -> candidates.add(new ViewedBackbone(side, true, backbone)));
            }
        }
        return candidates;
    }

    private static List<ProposedBackbone> backbones(ProposalOptions options, int side) {
        if (options.backbone() != null) {
            return List.of(options.backbone());
        }
        if (options.weights() != null) {
            return List.of(ProposedBackbone.RESNET_18);
        }
        return side <= SMALL_IMAGE
                ? List.of(ProposedBackbone.CIFAR_RESNET_20, ProposedBackbone.CIFAR_RESNET_32)
                : List.of(ProposedBackbone.RESNET_10, ProposedBackbone.RESNET_18);
    }

    /** At least a dozen steps an epoch, where there are images for them. */
    private static int batchSize(int training) {
        return training < 200 ? 8 : training < 800 ? 16 : training < 4000 ? 32 : training < 20_000 ? 64 : 128;
    }

    private static List<String> reasons(
            FolderSurvey survey,
            ProposalOptions options,
            ViewedBackbone choice,
            int batchSize,
            double steps,
            TimePlan plan) {
        List<String> reasons = new ArrayList<>();
        reasons.add("images: " + survey.inWords());
        reasons.add(survey.images().testReason() + "; it chooses nothing");
        reasons.add(survey.images().validationReason()
                + (survey.hasValidation() ? "; it chooses the arm to ship" : ", which choose the arm to ship"));
        reasons.add("size: " + choice.side() + " pixels, " + sizeReason(options, choice, plan));
        reasons.add("model: " + choice.backbone().title()
                + (options.backbone() != null ? ", as --model says" : "")
                + (options.weights() == null ? ", from scratch" : ", from the weights of " + options.weights()));
        reasons.add("batch: " + batchSize + " images");
        reasons.add(String.format(
                Locale.ROOT,
                "epochs: %d that all arms share and %d of each arm's own, for %s: %,.0f images/s through training steps,"
                        + " %,.0f/s decoded, about %s in all",
                plan.first(),
                plan.second(),
                inWords(options.time()),
                steps,
                survey.decodedPerSecond(),
                inWords(Duration.ofSeconds(Math.round(plan.seconds())))));
        if (plan.first() < FEWEST_EPOCHS) {
            reasons.add("time: " + plan.first() + " epochs are few; with a longer --time the network learns more");
        }
        return reasons;
    }

    private static String sizeReason(ProposalOptions options, ViewedBackbone choice, TimePlan plan) {
        if (options.size() != null) {
            return "as --size says";
        }
        if (!choice.resizes()) {
            return "that of the images";
        }
        return plan.first() < FEWEST_EPOCHS
                ? "the least, as there is little time"
                : "the largest, up to that of the images, that leaves " + FEWEST_EPOCHS + " epochs in the time";
    }

    private static String inWords(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    /**
     * The recipe as it would be read from a file.
     *
     * @param overrides {@code key=value} each
     */
    public Recipe recipe(String name, List<String> overrides) {
        return RecipeReader.read(new ConfigSource(yaml, "the proposal for " + name, overrides), name);
    }
}
