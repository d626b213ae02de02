package drolt.reproduction;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigWriter;
import drolt.data.DataSize;
import drolt.model.AttentionConfig;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.sampling.SamplerContext;
import drolt.training.BatchNormMode;
import drolt.training.TrainingPlan;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** What a run will do, counted without data and engine. */
public final class RunCost {
    private static final int PASSES_OF_A_STEP = 3; // forward, and backward to weights and to inputs

    private final ExperimentConfig config;
    private final DataSize size;
    private final int[] labels;

    private RunCost(ExperimentConfig config, DataSize size) {
        this.config = config;
        this.size = size;
        int others = size.classes() - 1;
        labels = IntStream.range(0, size.images())
                .map(image -> image < size.largestClass() || others == 0 ? 0 : 1 + image % others)
                .toArray(); // how many images an epoch draws depends on the largest class and on all together
    }

    /** Empty if only the data's files show how many images there are. */
    public static Optional<RunCost> of(ExperimentConfig config) {
        return config.dataset().size().map(size -> new RunCost(config, size));
    }

    /** Number of training images. */
    public long trainingImages() {
        return size.images();
    }

    /** Every stage once, in the order in which they are trained. */
    public List<StageCost> stages() {
        return config.order().stream().map(this::stage).toList();
    }

    /** The stages of some arms, each once. */
    public List<StageCost> stages(Collection<String> arms) {
        Set<String> names = new LinkedHashSet<>();
        arms.forEach(arm ->
                names.addAll(config.chain(Objects.requireNonNull(config.arms().get(arm), arm))));
        return names.stream().map(this::stage).toList();
    }

    private StageCost stage(String name) {
        int arms = (int) config.arms().values().stream()
                .filter(last -> config.chain(last).contains(name))
                .count();
        TrainingPlan plan = config.stage(name).plan().orElse(null);
        if (plan == null) {
            return new StageCost(name, arms, 0, 0, false, 0);
        }
        long draws = plan.sampler()
                .build(new SamplerContext(labels, size.classes(), plan.epochs(), config.seed()))
                .drawsPerEpoch();
        long images = plan.epochs() * draws * plan.imagesPerDraw();
        boolean backbone = !plan.freeze().contains(Network.BACKBONE);
        boolean features = config.backboneAfter(name).learnsBy(plan);
        double fixed = features || !featuresAreKept(plan) ? images : labels.length; // passes where nothing is learned
        double learned = PASSES_OF_A_STEP * (double) images;
        List<TransformConfig> view = plan.shown(config.augmentation(), config.view());
        double multiplyAdds = (backbone ? learned - withoutBackward(plan, draws) : fixed) * ofBackbone(view)
                + (features ? learned : fixed) * ofAttention(name, view)
                + plan.epochs() * centroidPass(name, plan, draws);
        return new StageCost(name, arms, plan.epochs(), images, backbone, multiplyAdds);
    }

    /** Passes that a step does not do for views that take no gradient. */
    private static double withoutBackward(TrainingPlan plan, long draws) {
        return (PASSES_OF_A_STEP - 1) * (double) plan.epochs() * draws * plan.imagesWithoutGradientPerDraw();
    }

    /** Cost of one forward pass of an image under this view through the model's own backbone. */
    private double ofBackbone(List<TransformConfig> view) {
        return config.model().multiplyAdds(side(view, size.height()), side(view, size.width()));
    }

    /** Cost of the attention after it that a stage trains or finds. */
    private double ofAttention(String stage, List<TransformConfig> view) {
        AttentionConfig attention = config.backboneAfter(stage).attention();
        return attention == null
                ? 0
                : attention.multiplyAdds(config.model().lastMap(side(view, size.height()), side(view, size.width())));
    }

    /** Height or width of an image of this height or width that is shown so. */
    private static int side(List<TransformConfig> view, int original) {
        int side = original;
        for (TransformConfig transform : view) {
            side = transform.side().orElse(side);
        }
        return side;
    }

    /** Whether features are computed once, before the first epoch. */
    private boolean featuresAreKept(TrainingPlan plan) {
        return plan.batchNorm() == BatchNormMode.EVAL
                && plan.imagesPerDraw() == 1
                && (plan.augmentation() == null ? config.augmentation() : plan.augmentation()).isEmpty();
    }

    /** Multiply-adds of the pass at an epoch's start for the centroids of the loss, wherever it names them. */
    private double centroidPass(String stage, TrainingPlan plan, long draws) {
        String kind = new JsonMapper()
                .readTree(ConfigWriter.json(plan.loss()))
                .findPath("centroids")
                .path("kind")
                .asString("");
        return switch (kind) {
            case "clean" -> labels.length * forward(stage, config.view());
            case "augmented" -> draws * forward(stage, plan.shown(config.augmentation(), config.view()));
            default -> 0;
        };
    }

    private double forward(String stage, List<TransformConfig> view) {
        return ofBackbone(view) + ofAttention(stage, view);
    }
}
