package drolt.tuning;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * A number of a range, each as likely as any other.
 *
 * @param low the least
 * @param high above it
 */
@JsonTypeName("uniform")
public record UniformConfig(double low, double high) implements ParameterConfig {
    public UniformConfig {
        if (!(low < high)) {
            throw new InvalidValueException("low", low, "must be below high, which is " + high);
        }
    }

    @Override
    public List<String> listed() {
        return List.of();
    }

    @Override
    public String at(double share) {
        return ParameterConfig.text(low + share * (high - low));
    }
}
