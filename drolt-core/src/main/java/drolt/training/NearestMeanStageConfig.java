package drolt.training;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageDataset;
import drolt.evaluation.CentroidMetric;
import drolt.inference.FeatureMatrix;
import drolt.model.LinearClassifier;
import drolt.model.ModelConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the nearest class mean in the classifier's place (NCM); no training.
 *
 * <p>The means are those of the clean training features in eval mode; the means of scaled features are not scaled again.
 * The rule becomes the linear classifier's weights, so only what is linear in the features is there: Euclidean distance
 * to means of raw features, and the cosine of any. Euclidean distance between features of norm 1 is not: their norm
 * divides the product with a mean and not the mean's square.
 *
 * <p>Source: Mensink et al., Distance-Based Image Classification, 2013; for long tails Kang et al., Decoupling
 * Representation and Classifier.
 *
 * @param distance of a feature and a mean, both in the form that {@code features} names
 */
@JsonTypeName("nearest-mean")
public record NearestMeanStageConfig(@Nullable String after, FeatureForm features, CentroidMetric distance)
        implements StageConfig {
    public NearestMeanStageConfig {
        if (distance == CentroidMetric.EUCLIDEAN && features != FeatureForm.RAW) {
            throw new InvalidValueException(
                    "distance",
                    "euclidean",
                    "is no linear classifier on features of norm 1; take cosine, or features: raw");
        }
    }

    @Override
    public Optional<TrainingPlan> plan() {
        return Optional.empty();
    }

    @Override
    public void requireFits(ModelConfig model, boolean measured) {
        // it asks nothing of the rest
    }

    @Override
    public StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before) {
        return StageClassifier.found(model, before).linear("kind", "nearest-mean", this, model);
    }

    @Override
    public TrainingResult run(StageTrainer trainer) {
        LinearClassifier classifier = trainer.linear("the nearest class mean");
        ImageDataset train = trainer.context().train();
        FeatureMatrix all =
                trainer.evaluator().evaluate(trainer.network(), train).features();
        ClassMeanHead.of(all, train.classCount(), features, distance).copyTo(classifier);
        return TrainingResult.NO_EPOCHS;
    }
}
