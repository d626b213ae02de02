package drolt.reproduction;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import java.util.List;
import java.util.regex.Pattern;

/** Chooses rows by patterns of their keys. */
final class RowFilter {
    private RowFilter() {}

    /**
     * The rows that a pattern matches, in the table's order; all where there is no pattern.
     *
     * @throws ConfigException if a pattern matches none
     */
    static List<RowConfig> of(List<RowConfig> rows, List<String> patterns) {
        if (patterns.isEmpty()) {
            return rows;
        }
        List<String> keys = rows.stream().map(RowConfig::key).toList();
        for (String pattern : patterns) {
            if (keys.stream().noneMatch(key -> matches(pattern, key))) {
                throw new ConfigException("--rows " + pattern + ": is no row" + ClosestName.hint(pattern, keys));
            }
        }
        return rows.stream()
                .filter(row -> patterns.stream().anyMatch(pattern -> matches(pattern, row.key())))
                .toList();
    }

    private static boolean matches(String pattern, String key) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return key.matches(expression);
    }
}
