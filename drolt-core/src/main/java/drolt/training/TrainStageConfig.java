package drolt.training;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.augmentation.TransformConfig;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.loss.LossConfig;
import drolt.model.AttentionConfig;
import drolt.model.ClassifierConfig;
import drolt.model.ModelConfig;
import drolt.model.Network;
import drolt.optimizer.OptimizerConfig;
import drolt.optimizer.ScheduleConfig;
import drolt.sampling.SamplerConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains the network: cross-entropy, the joint loss, or any other. Components as in {@link TrainingPlan}.
 *
 * @param classifier that the network has where it is built, and that {@code head: fresh} puts in place; null: the model's
 * @param experts last stages that the network is given, with fresh values but the first, on one trunk; null: as many as it
 *     has
 * @param attention that is put, with fresh values, behind the backbone's last map when the stage begins; null: none
 */
@JsonTypeName("train")
public record TrainStageConfig(
        @Nullable String after,
        int epochs,
        int batchSize,
        boolean dropLast,
        SamplerConfig sampler,
        @Nullable List<TransformConfig> augmentation,
        LossConfig loss,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        HeadChange head,
        List<String> freeze,
        BatchNormMode batchNorm,
        @Nullable Double gradientClip,
        @Nullable Double weightAverage,
        @Nullable Integer patienceEpochs,
        SelectionMetric selectBy,
        @Nullable MixupConfig mixup,
        @Nullable ClassifierConfig classifier,
        @Nullable Double backboneLearningRateScale,
        @Nullable List<ViewConfig> views,
        @Nullable AttentionConfig attention,
        @Nullable CutMixConfig cutMix,
        @Nullable Integer experts)
        implements StageConfig, TrainingPlan {
    private static final int MOST_EXPERTS = 16;

    public TrainStageConfig {
        StageChecks.positive("epochs", epochs);
        StageChecks.positive("batchSize", batchSize);
        if (gradientClip != null && !(gradientClip > 0)) {
            throw new InvalidValueException("gradientClip", gradientClip, "must be above 0, for example 5, or null");
        }
        if (weightAverage != null && !(weightAverage > 0 && weightAverage < 1)) {
            throw new InvalidValueException(
                    "weightAverage", weightAverage, "must lie strictly between 0 and 1, for example 0.999, or null");
        }
        StageChecks.positiveScale("backboneLearningRateScale", backboneLearningRateScale);
        if (patienceEpochs != null) {
            StageChecks.positive("patienceEpochs", patienceEpochs);
        }
        if (mixup != null && mixup.mixes() && loss.needs().learnsFromBatches()) {
            throw new InvalidValueException(
                    "mixup",
                    "alpha " + mixup.alpha(),
                    "cannot be used with a loss that keeps what it sees of each batch, as moving-average centroids and"
                            + " proco do: it would see it twice; use centroids of another kind, another loss, or"
                            + " mixup: null");
        }
        if (mixup != null && mixup.mixes() && views != null && !views.isEmpty()) {
            throw new InvalidValueException(
                    "mixup",
                    "alpha " + mixup.alpha(),
                    "cannot be used with several views of an image, which would be blended with different ones;"
                            + " write mixup: null or views: null");
        }
        StageChecks.views(loss, views == null ? 1 : 1 + views.size());
        if (experts != null && !(experts >= 2 && experts <= MOST_EXPERTS)) {
            throw new InvalidValueException("experts", experts, "must lie in 2.." + MOST_EXPERTS + ", or be null");
        }
        if (cutMix != null) {
            StageChecks.cutMix(loss, mixup, views != null && !views.isEmpty());
        }
    }

    @Override
    public boolean dropsLast() {
        return dropLast;
    }

    @Override
    public boolean dividesBatches() {
        return true;
    }

    @Override
    public void requireDivisible(ImageDataset train, int processes) {
        if ((mixup != null && mixup.mixes()) || cutMix != null) {
            throw new InvalidValueException(
                    cutMix == null ? "mixup" : "cutMix",
                    "blending",
                    "takes images of the whole batch, of which each of several processes has a part; write null, or"
                            + " use one process");
        }
        TrainingPlan.super.requireDivisible(train, processes);
    }

    @Override
    public InputSource inputs(StageInputs given) {
        boolean mixes = mixup != null && mixup.mixes();
        if (!mixes && cutMix == null && given.featuresSuffice()) {
            return given.features();
        }
        return given.images(
                mixup != null && mixes
                        ? new Mixup(mixup.alpha(), given.context().seed("mixup"))
                        : null,
                cutMix == null ? null : cutMix.build(given.context().seed("cutmix")));
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.of(this);
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        StageChecks.heldOut(loss, measured);
        if (patienceEpochs != null && !measured) {
            throw new InvalidValueException(
                    "patienceEpochs", patienceEpochs, "needs a validation split; " + StageChecks.VALIDATION_MEND);
        }
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        StageClassifier changed = StageClassifier.changed(head, classifier, this, model, before);
        return (experts == null ? changed : changed.linear("experts", experts.toString(), this, model)).learnedBy(this);
    }

    @Override
    public StageBackbone backboneAfter(StageBackbone before) {
        StageBackbone attentive = attention == null ? before : before.with(attention, this);
        return (experts == null ? attentive : attentive.withExperts(experts))
                .teaching(loss.experts())
                .frozenBy(this);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        if (experts != null
                && trainer.network().makeExperts(experts, trainer.context().seed("experts"))) {
            trainer.backboneGrew();
        }
        if (attention != null) {
            StageContext context = trainer.context();
            requireFitsImages(context.train(), context.model());
            ShownSize size = ShownSize.of(context.train(), shown(context.augmentation(), context.testView()));
            trainer.network()
                    .addAttention(
                            attention,
                            size.height(),
                            size.width(),
                            trainer.context().seed(Network.ATTENTION));
            trainer.network().arrange(context.layout());
        }
        return trainer.train(this);
    }
}
