package drolt.loss;

import drolt.configuration.InvalidValueException;

/**
 * A term of {@link SumConfig}.
 *
 * @param weight factor on it, above 0
 * @param loss any
 */
public record LossTerm(double weight, LossConfig loss) {
    public LossTerm {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("weight", weight, "must be above 0 and finite, for example 0.5");
        }
    }
}
