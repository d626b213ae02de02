package drolt.training;

import drolt.configuration.InvalidValueException;
import drolt.model.AttentionConfig;
import drolt.model.Network;
import org.jspecify.annotations.Nullable;

/**
 * What stages have added to the model's backbone.
 *
 * @param branches whether it has two last blocks
 * @param attention behind its last map; null: none
 * @param experts last stages that it has
 */
public record StageBackbone(boolean branches, @Nullable AttentionConfig attention, int experts) {
    /** The model's own. */
    public static final StageBackbone PLAIN = new StageBackbone(false, null, 1);

    /**
     * With a second last block.
     *
     * @throws InvalidValueException if there is an attention
     */
    public StageBackbone withBranches(StageConfig stage) {
        if (attention != null) {
            throw new InvalidValueException(
                    "after",
                    String.valueOf(stage.after()),
                    "leaves an attention on the last map, and two branches have two of these; start it before that");
        }
        if (experts > 1) {
            throw oneLastMap("after", String.valueOf(stage.after()));
        }
        return new StageBackbone(true, null, 1);
    }

    /**
     * With an attention, with fresh values.
     *
     * @throws InvalidValueException if there is one already, or two branches
     */
    StageBackbone with(AttentionConfig own, StageConfig stage) {
        if (attention != null) {
            throw new InvalidValueException(
                    "attention",
                    "the attention",
                    "stands there already, since before stage " + stage.after() + " ended; leave attention null to"
                            + " train it on");
        }
        if (branches) {
            throw new InvalidValueException(
                    "attention", "the attention", "needs one last map, and a stage before it has made two branches");
        }
        if (experts > 1) {
            throw oneLastMap("attention", "the attention");
        }
        return new StageBackbone(false, own, 1);
    }

    /**
     * With several last stages.
     *
     * @throws InvalidValueException if there are others already, two branches, or an attention
     */
    StageBackbone withExperts(int count) {
        if (attention != null || branches || (experts > 1 && experts != count)) {
            throw oneLastMap("experts", String.valueOf(count));
        }
        return new StageBackbone(false, null, count);
    }

    private static InvalidValueException oneLastMap(String key, String value) {
        return new InvalidValueException(
                key, value, "needs a network with one last stage, and a stage before it has changed that");
    }

    /**
     * Checks that this backbone has the experts that a loss teaches.
     *
     * @param taught 0: the loss teaches none
     * @throws InvalidValueException if it has another number of them
     */
    StageBackbone teaching(int taught) {
        if (taught > 0 && taught != experts) {
            throw new InvalidValueException(
                    "loss", "the loss", "teaches " + taught + " experts; set experts: " + taught + " of the stage");
        }
        return this;
    }

    /**
     * Checks that this backbone has all parts that a stage freezes.
     *
     * @throws InvalidValueException if it freezes an attention and there is none
     */
    StageBackbone frozenBy(TrainingPlan plan) {
        if (attention == null && plan.freeze().contains(Network.ATTENTION)) {
            throw new InvalidValueException(
                    "freeze",
                    Network.ATTENTION,
                    "is no part of this network; set attention: {kind: modulated}, here or in a stage before, or take"
                            + " it out of freeze");
        }
        return this;
    }

    /** Whether a training changes weights that the features come from. */
    public boolean learnsBy(TrainingPlan plan) {
        return !plan.freeze().contains(Network.BACKBONE)
                || (attention != null && !plan.freeze().contains(Network.ATTENTION));
    }
}
