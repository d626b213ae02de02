package drolt.training;

import drolt.configuration.InvalidValueException;
import drolt.model.ClassifierConfig;
import drolt.model.LinearClassifierConfig;
import drolt.model.ModelConfig;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The classifier that stands on the features between two stages.
 *
 * @param config what it is built from
 * @param rebalanced whether smDRAGON stands on it
 */
public record StageClassifier(ClassifierConfig config, boolean rebalanced) {
    /** What a stage finds that has no classifier of its own: that of the stage before, or the model's. */
    public static StageClassifier found(ModelConfig model, @Nullable StageClassifier before) {
        return before == null ? new StageClassifier(model.classifier(), false) : before;
    }

    /**
     * What a stage trains that may bring its own.
     *
     * @param own null: none
     * @throws InvalidValueException if it is to keep, or to scale, another one than it finds
     */
    static StageClassifier changed(
            HeadChange head,
            @Nullable ClassifierConfig own,
            StageConfig stage,
            ModelConfig model,
            @Nullable StageClassifier before) {
        StageClassifier named = new StageClassifier(own == null ? model.classifier() : own, false);
        if (head == HeadChange.FRESH) {
            return named;
        }
        if (own != null && before != null && !before.equals(named)) {
            throw new InvalidValueException(
                    "classifier",
                    "the classifier",
                    "is not the one that stage " + stage.after() + " leaves, with which head: "
                            + head.name().toLowerCase(Locale.ROOT)
                            + " goes on; set head: fresh, or leave classifier null");
        }
        StageClassifier found = before == null ? named : before;
        return head == HeadChange.SCALED ? found.linear("head", "scaled", stage, model) : found;
    }

    /**
     * Checks that this classifier is linear, for a stage that works on the weights of the classes.
     *
     * @param key what of the stage needs it
     * @param value of the key
     * @throws InvalidValueException if it is not linear
     */
    public StageClassifier linear(String key, String value, StageConfig stage, ModelConfig model) {
        if (rebalanced) {
            throw new InvalidValueException(
                    "after",
                    String.valueOf(stage.after()),
                    "leaves the classifier of smDRAGON, and this stage needs a linear one; start it before that");
        }
        if (!(config instanceof LinearClassifierConfig)) {
            throw new InvalidValueException(
                    key,
                    value,
                    config.equals(model.classifier())
                            ? "needs a linear classifier; set model.classifier.kind to linear"
                            : "needs a linear classifier, which a stage before it has replaced; start it from another");
        }
        return this;
    }

    /** With smDRAGON on it. */
    public StageClassifier withSmDragon() {
        return new StageClassifier(config, true);
    }

    /**
     * Checks that the loss of a plan can learn with this classifier.
     *
     * @throws InvalidValueException if the loss learns a memory and this has none
     */
    public StageClassifier learnedBy(TrainingPlan plan) {
        if (plan.loss().needs().memory() && !config.hasMemory()) {
            throw new InvalidValueException(
                    "loss",
                    "discriminative-centroid",
                    "learns the memory of a classifier; set classifier: {kind: meta-embedding}");
        }
        return this;
    }
}
