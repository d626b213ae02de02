package drolt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of packages in docs/ARCHITECTURE.md: what each may know, in the order in which they stand there. */
final class PackageTable {
    private static final Pattern ROW = Pattern.compile("\\| `drolt\\.(\\w+)` \\|.*\\| *([^|]*?) *\\|");

    private PackageTable() {}

    /** Short names of the packages that each package may know, itself and configuration included. */
    static Map<String, Set<String>> read() throws IOException {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Repository.root().resolve("docs/ARCHITECTURE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                allowed.put(row.group(1), allowed(row.group(1), row.group(2), allowed));
            }
        }
        return allowed;
    }

    private static Set<String> allowed(String name, String words, Map<String, Set<String>> above) {
        Set<String> allowed = new TreeSet<>(List.of(name, "configuration"));
        if (words.equals("all above")) {
            allowed.addAll(above.keySet());
            return allowed;
        }
        boolean andBelow = words.endsWith(" and below");
        List<String> named =
                new ArrayList<>(List.of(words.replace(" and below", "").split(", ")));
        named.remove(""); // a row that names none
        for (String other : named) {
            if (!above.containsKey(other)) {
                throw new AssertionError("the row of " + name + " names '" + other + "', which no row above it is");
            }
            allowed.add(other);
            allowed.addAll(andBelow ? above.get(other) : Set.of());
        }
        return allowed;
    }
}
