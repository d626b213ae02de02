package drolt.radius;

/**
 * How an optimizer treats learned parameters.
 *
 * @param learningRateScale factor on the stage's learning rate
 * @param weightDecay of them
 */
public record ParameterUpdate(double learningRateScale, double weightDecay) {}
