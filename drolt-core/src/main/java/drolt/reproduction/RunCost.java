package drolt.reproduction;

import drolt.configuration.ConfigWriter;
import drolt.data.DataSize;
import drolt.experiment.ExperimentConfig;
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
        int[] counts = size.counts().toArray();
        labels = IntStream.range(0, counts.length)
                .flatMap(label -> IntStream.range(0, counts[label]).map(image -> label))
                .toArray();
    }

    /** Empty where only the data's files tell how many images there are. */
    public static Optional<RunCost> of(ExperimentConfig config) {
        return config.dataset().size().map(size -> new RunCost(config, size));
    }

    /** Number of training images. */
    public long trainingImages() {
        return size.counts().total();
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
                .build(new SamplerContext(labels, size.counts().classCount(), plan.epochs(), config.seed()))
                .drawsPerEpoch();
        long images = plan.epochs() * draws * (plan.rebalancingSampler() == null ? 1 : 2);
        boolean backbone = !plan.freeze().contains("backbone");
        double forwards =
                backbone ? PASSES_OF_A_STEP * (double) images : featuresAreKept(plan) ? labels.length : images;
        forwards += plan.epochs() * (double) centroidPass(plan, draws);
        return new StageCost(
                name,
                arms,
                plan.epochs(),
                images,
                backbone,
                forwards * config.model().multiplyAdds(size.height(), size.width()));
    }

    /** Whether features are computed once, before the first epoch. */
    private boolean featuresAreKept(TrainingPlan plan) {
        return plan.batchNorm() == BatchNormMode.EVAL
                && (plan.augmentation() == null ? config.augmentation() : plan.augmentation()).isEmpty();
    }

    /** Images that pass through the network at an epoch's start for the centroids of the loss, wherever it names them. */
    private long centroidPass(TrainingPlan plan, long draws) {
        String kind = new JsonMapper()
                .readTree(ConfigWriter.json(plan.loss()))
                .findPath("centroids")
                .path("kind")
                .asString("");
        return switch (kind) {
            case "clean" -> labels.length;
            case "augmented" -> draws;
            default -> 0;
        };
    }
}
