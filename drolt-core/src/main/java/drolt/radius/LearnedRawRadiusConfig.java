package drolt.radius;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import java.util.Optional;

/**
 * The learned radius of the released program: the parameter itself, which may fall below 0, where nothing is bounded.
 *
 * @param initial radius of every class at the start
 * @param learningRateScale factor on the stage's learning rate
 * @param weightDecay of the radii
 */
@JsonTypeName("learned-raw")
public record LearnedRawRadiusConfig(double initial, double learningRateScale, double weightDecay)
        implements RadiusConfig {
    public LearnedRawRadiusConfig {
        if (!Double.isFinite(initial)) {
            throw new InvalidValueException("initial", initial, "must be finite, for example 1.0");
        }
        LearnedRadius.requireValidGroup(learningRateScale, weightDecay);
    }

    @Override
    public Radius build(int featureDimension, ClassCounts counts) {
        return new LearnedRadius(
                LearnedRadius.Mapping.IDENTITY, counts.classCount(), initial, learningRateScale, weightDecay);
    }

    @Override
    public boolean mayBeNegative() {
        return true;
    }

    @Override
    public Optional<ParameterUpdate> learned() {
        return Optional.of(new ParameterUpdate(learningRateScale, weightDecay));
    }
}
