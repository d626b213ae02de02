package drolt.loss;

/**
 * A loss of somebody else's, which recipes name by a kind of its own.
 *
 * <p>A record that implements this, with a {@code @JsonTypeName}, is handed to {@code RecipeReader.read}; its components
 * are the keys, all of which a recipe must give. Stored stages are found by kind and keys: whoever changes what the loss
 * computes gives it another kind or another key.
 */
public non-sealed interface ExternalLossConfig extends LossConfig {}
