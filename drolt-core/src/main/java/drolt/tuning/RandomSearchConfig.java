package drolt.tuning;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.sampling.ReseedableRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some points by chance: of a grid without repetition, all of it where it has no more; else each value by itself. More
 * trials under one seed begin with those of fewer where a key has a range.
 *
 * @param trials at least 1
 */
@JsonTypeName("random")
public record RandomSearchConfig(int trials, long seed) implements SearchConfig {
    private static final int LARGEST_SHUFFLED_GRID = 1_000_000;

    public RandomSearchConfig {
        if (trials < 1) {
            throw new InvalidValueException("trials", trials, "must be at least 1, for example 30");
        }
    }

    @Override
    public int trials(List<ParameterConfig> keys) {
        int size = SearchConfig.gridSize(keys);
        return size == 0 ? trials : Math.min(trials, size);
    }

    @Override
    public List<List<String>> draw(List<ParameterConfig> keys) {
        int size = SearchConfig.gridSize(keys);
        if (size > 0 && size <= LARGEST_SHUFFLED_GRID) {
            int[] points = IntStream.range(0, size).toArray();
            new ReseedableRandom(seed, 0, 0).shuffle(points);
            return IntStream.of(points)
                    .limit(trials)
                    .mapToObj(index -> SearchConfig.point(keys, index))
                    .toList();
        }
        List<List<String>> drawn = new ArrayList<>();
        for (int trial = 0; trial < trials; trial++) {
            ReseedableRandom random = new ReseedableRandom(seed, 1, trial);
            drawn.add(keys.stream().map(key -> key.at(random.nextDouble())).toList());
        }
        return drawn;
    }
}
