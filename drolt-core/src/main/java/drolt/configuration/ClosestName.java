package drolt.configuration;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The legal name that a mistyped one was probably meant to be. */
public final class ClosestName {
    private ClosestName() {}

    /**
     * The nearest legal name by edit distance, letter case ignored.
     *
     * @param given what the user typed
     * @param legal the names that exist
     * @return empty if nothing is near: more than about a third of the letters differ, or more than one and the first
     */
    public static Optional<String> to(String given, Collection<String> legal) {
        String wanted = given.toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : legal) {
            String candidate = name.toLowerCase(Locale.ROOT);
            int distance = distance(wanted, candidate);
            if (distance <= bound(wanted, candidate) && distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance: the fewest letters to insert, remove or exchange. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(diagonal, row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static int bound(String wanted, String candidate) {
        if (candidate.length() < 2) {
            return 0;
        }
        // slips of the hand seldom hit the first letter, chance resemblances often do
        boolean sameBeginning = !wanted.isEmpty() && wanted.charAt(0) == candidate.charAt(0);
        return sameBeginning ? Math.max(1, (candidate.length() + 1) / 3) : 1;
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

    /** The end of a message about a name that stands elsewhere: {@code ; did you mean 'stages.pretrain.epochs'?} */
    static String those(Collection<String> names) {
        return "; did you mean "
                + Quoting.list(names.stream().map(Quoting::quote).toList()) + "?";
    }

    /**
     * A whole message about an unknown name, for callers that no configuration's keys lead to.
     *
     * @param what the thing that bears names, for example {@code layer}
     * @return {@code no layer is named 'layr1'; did you mean 'layer1'? legal are a, b, c}
     */
    public static String refusal(String what, String given, Collection<String> legal) {
        String nearest = to(given, legal)
                .map(name -> "; did you mean " + Quoting.quote(name) + "?")
                .orElse(";");
        return "no " + what + " is named " + Quoting.quote(given) + nearest + " legal are " + Quoting.list(legal);
    }
}
