package drolt.cli;

import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that a user may have meant. */
final class NearestName {
    private NearestName() {}

    /** The name that begins with what was typed, or is few edits away from it; none where nothing is near. */
    static Optional<String> of(String typed, Iterable<String> names) {
        int most = Math.max(typed.length() < 4 ? 1 : 2, typed.length() / 3); // two swapped letters are two edits
        LevenshteinDistance distance = new LevenshteinDistance(most);
        String nearest = null;
        int least = most + 1;
        for (String name : names) {
            int edits = typed.length() >= 3 && name.startsWith(typed) ? 0 : distance.apply(typed, name);
            if (edits >= 0 && edits < least) { // -1: more than the most
                least = edits;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
