package drolt.tuning;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * A number of a range, whose logarithm is uniform: for learning rates and the like.
 *
 * @param low the least, above 0
 * @param high above it
 */
@JsonTypeName("log-uniform")
public record LogUniformConfig(double low, double high) implements ParameterConfig {
    public LogUniformConfig {
        if (!(low > 0)) {
            throw new InvalidValueException("low", low, "must be above 0, for example 1.0e-4");
        }
        if (!(low < high)) {
            throw new InvalidValueException("low", low, "must be below high, which is " + high);
        }
    }

    @Override
    public List<String> listed() {
        return List.of();
    }

    @Override
    public String at(double share) { // StrictMath: the same digits on every machine
        return ParameterConfig.text(StrictMath.exp(StrictMath.log(low) + share * StrictMath.log(high / low)));
    }
}
