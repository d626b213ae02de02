package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a stage minimises. The kinds that recipes name are listed in {@code drolt.recipe.RecipeKinds}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public interface LossConfig {
    /** The loss of one training; the caller closes it. */
    Loss build(LossContext context);

    /** What it will ask of the training around it. */
    default LossNeeds needs() {
        return LossNeeds.NONE;
    }

    /** How many experts it teaches, each a part of the features; 0: it knows of none. */
    default int experts() {
        return 0;
    }

    /** Whether it judges the first view by itself, under labels of its own, and does not compare it with others. */
    default boolean judgesFirstViewApart() {
        return false;
    }
}
