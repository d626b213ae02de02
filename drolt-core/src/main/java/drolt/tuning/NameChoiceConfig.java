package drolt.tuning;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * One of some words, for example kinds of radius.
 *
 * @param values at least one
 */
@JsonTypeName("name")
public record NameChoiceConfig(List<String> values) implements ParameterConfig {
    public NameChoiceConfig {
        if (values.isEmpty()) {
            throw new InvalidValueException("values", "[]", "must hold at least one word");
        }
        values = List.copyOf(values);
    }

    @Override
    public List<String> listed() {
        return values;
    }

    @Override
    public String at(double share) {
        return values.get((int) (share * values.size()));
    }
}
