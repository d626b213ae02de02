package drolt.training.method;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.augmentation.TransformConfig;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.loss.LossConfig;
import drolt.loss.LossNeeds;
import drolt.model.ModelConfig;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.Sampler;
import drolt.sampling.SamplerConfig;
import drolt.training.BatchNormMode;
import drolt.training.HeadChange;
import drolt.training.InputSource;
import drolt.training.SelectionMetric;
import drolt.training.StageBackbone;
import drolt.training.StageChecks;
import drolt.training.StageClassifier;
import drolt.training.StageConfig;
import drolt.training.StageInputs;
import drolt.training.StageTrainer;
import drolt.training.TrainingPlan;
import drolt.training.TrainingResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the network a second last block and a linear classifier on both, and trains it with two batches a step, one for
 * each branch: {@link BilateralSource}.
 *
 * <p>Source: Zhou et al., BBN: Bilateral-Branch Network with Cumulative Learning for Long-Tailed Visual Recognition.
 *
 * @param sampler of the conventional branch
 * @param rebalancingSampler of the other one; draws as many images an epoch
 * @param augmentation null: the recipe's
 * @param loss of the logits alone
 */
@JsonTypeName("bbn")
public record BilateralStageConfig(
        @Nullable String after,
        int epochs,
        int batchSize,
        boolean dropLast,
        SamplerConfig sampler,
        SamplerConfig rebalancingSampler,
        @Nullable List<TransformConfig> augmentation,
        LossConfig loss,
        OptimizerConfig optimizer,
        ScheduleConfig schedule)
        implements StageConfig, TrainingPlan {
    public BilateralStageConfig {
        StageChecks.positive("epochs", epochs);
        StageChecks.positive("batchSize", batchSize);
        if (!loss.needs().equals(LossNeeds.NONE) || loss.experts() > 0) {
            throw new InvalidValueException(
                    "loss",
                    "the loss",
                    "looks at features, which here are two images' at once; take one of the logits");
        }
    }

    @Override
    public boolean dropsLast() {
        return dropLast;
    }

    @Override
    public HeadChange head() {
        return HeadChange.KEEP;
    }

    @Override
    public List<String> freeze() {
        return List.of();
    }

    @Override
    public BatchNormMode batchNorm() {
        return BatchNormMode.TRAIN;
    }

    @Override
    public SelectionMetric selectBy() {
        return SelectionMetric.ACCURACY;
    }

    @Override
    public int imagesPerDraw() {
        return 2;
    }

    @Override
    public void requireDraws(ImageDataset train) {
        TrainingPlan.super.requireDraws(train);
        int draws = buildSampler(train, 0).drawsPerEpoch();
        int rebalancing = rebalancing(train, 0).drawsPerEpoch();
        if (rebalancing != draws) {
            throw new InvalidValueException(
                    "rebalancingSampler", rebalancing + " draws", "must be " + draws + ", as many as sampler has");
        }
    }

    private Sampler rebalancing(ImageDataset train, long seed) {
        return buildSampler("rebalancingSampler", rebalancingSampler, train, seed);
    }

    @Override
    public InputSource inputs(StageInputs given) {
        Sampler second = rebalancing(given.context().train(), given.context().seed("rebalancing sampler"));
        return new BilateralSource(
                given.network(),
                given.drawn(),
                given.drawn(second, "rebalancing augmentation"),
                given.images(),
                epochs,
                batchNorm().usesBatch(),
                given.context().precision());
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.of(this);
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        // what it needs is a linear classifier, see classifierAfter
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before).linear("kind", "bbn", this, model);
    }

    @Override
    public StageBackbone backboneAfter(StageBackbone before) {
        return before.withBranches(this);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        if (trainer.network().makeBilateral(trainer.context().seed("branch"))) {
            trainer.backboneGrew();
        }
        return trainer.train(this);
    }
}
