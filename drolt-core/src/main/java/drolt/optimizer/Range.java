package drolt.optimizer;

import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** The ranges that this package's settings must lie in; NaN lies in none. */
final class Range {
    private Range() {}

    static void positive(String key, double value, String example) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be above 0; for example " + example);
        }
    }

    static void notNegative(String key, double value, String example) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be at least 0; for example " + example);
        }
    }

    /** The share of its old value that a running mean keeps. */
    static void kept(String key, double value, String example) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidValueException(key, value, "must be at least 0 and below 1; for example " + example);
        }
    }

    /** What every optimizer has. */
    static void rateAndDecay(double learningRate, double weightDecay, @Nullable Double normWeightDecay) {
        positive("learningRate", learningRate, "0.1");
        notNegative("weightDecay", weightDecay, "2e-4");
        if (normWeightDecay != null) {
            notNegative("normWeightDecay", normWeightDecay, "0");
        }
    }

    /** What Adam and AdamW have. */
    static void moments(double beta1, double beta2, double epsilon) {
        kept("beta1", beta1, "0.9");
        kept("beta2", beta2, "0.999");
        positive("epsilon", epsilon, "1e-8");
    }
}
