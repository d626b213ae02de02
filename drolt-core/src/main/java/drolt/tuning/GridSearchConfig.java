package drolt.tuning;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;
import java.util.stream.IntStream;

/** Every combination of the listed values, in their order. */
@JsonTypeName("grid")
public record GridSearchConfig() implements SearchConfig {
    @Override
    public int trials(List<ParameterConfig> keys) {
        int size = SearchConfig.gridSize(keys);
        if (size == 0) {
            throw new InvalidValueException(
                    "search", "grid", "needs lists of values; a range is for {kind: random, trials: 60}");
        }
        return size;
    }

    @Override
    public List<List<String>> draw(List<ParameterConfig> keys) {
        return IntStream.range(0, trials(keys))
                .mapToObj(index -> SearchConfig.point(keys, index))
                .toList();
    }
}
