package drolt.training;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import drolt.model.ModelConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stage of a recipe. The kinds that recipes name are listed in {@code drolt.recipe.RecipeKinds}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public interface StageConfig {
    /** Name of the stage it starts from; null: fresh values. */
    @Nullable
    String after();

    /** The training it does; none where the weights are computed without gradients. */
    Optional<TrainingPlan> plan();

    /**
     * Refuses what the rest of the recipe does not allow.
     *
     * @param measured whether there are images to measure every epoch on
     * @throws drolt.configuration.InvalidValueException if it cannot be done
     */
    void requireFits(ModelConfig model, boolean measured);

    /**
     * The classifier that it leaves, and trains where it trains.
     *
     * @param model the recipe's
     * @param before what the stage before leaves; null: this is a first stage
     * @throws drolt.configuration.InvalidValueException if it needs another one
     */
    StageClassifier classifierAfter(ModelConfig model, @Nullable StageClassifier before);

    /**
     * What it leaves of a backbone, and trains where it trains.
     *
     * @param before what the stage before leaves; {@link StageBackbone#PLAIN} where there is none
     * @throws drolt.configuration.InvalidValueException if it needs another one
     */
    default StageBackbone backboneAfter(StageBackbone before) {
        return before;
    }

    /** Does it. */
    TrainingResult run(StageTrainer trainer);
}
