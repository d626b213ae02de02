package drolt.configuration;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The legal name that a mistyped one was probably meant to be. */
public final class ClosestName {
    private ClosestName() {}

    /**
     * The nearest legal name by edit distance, letter case ignored.
     *
     * @param given what the user typed
     * @param legal the names that exist
     * @return empty if nothing is near: more than a third of the letters differ
     */
    public static Optional<String> to(String given, Collection<String> legal) {
        String wanted = given.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : legal) {
            int bound = Math.max(1, name.length() / 3);
            int distance = new LevenshteinDistance(bound).apply(wanted, name.toLowerCase(Locale.ROOT));
            if (distance >= 0 && distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * The end of a message about an unknown name.
     *
     * @return {@code ; did you mean 'epochs'?} if a legal name is near, else {@code ; legal are a, b, c}
     */
    public static String hint(String given, Collection<String> legal) {
        return to(given, legal)
                .map(name -> "; did you mean " + Quoting.quote(name) + "?")
                .orElseGet(() -> legal.isEmpty() ? "; there are none here" : "; legal are " + Quoting.list(legal));
    }
}
