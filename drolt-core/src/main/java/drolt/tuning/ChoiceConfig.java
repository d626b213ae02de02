package drolt.tuning;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * One of some numbers.
 *
 * @param values at least one
 */
@JsonTypeName("choice")
public record ChoiceConfig(List<Double> values) implements ParameterConfig {
    public ChoiceConfig {
        if (values.isEmpty()) {
            throw new InvalidValueException("values", "[]", "must hold at least one number");
        }
        values = List.copyOf(values);
    }

    @Override
    public List<String> listed() {
        return values.stream().map(ParameterConfig::text).toList();
    }

    @Override
    public String at(double share) {
        return listed().get((int) (share * values.size()));
    }
}
