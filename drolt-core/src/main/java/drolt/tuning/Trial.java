package drolt.tuning;

import drolt.recipe.Recipe;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A point of a search space.
 *
 * @param number from 1
 * @param values by key, as {@code --set} takes them
 * @param recipe with these values, at full length
 */
public record Trial(int number, Map<String, String> values, Recipe recipe) {
    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
