package drolt.figure.analysis;

import drolt.figure.Look;
import java.util.List;

/** As many as one figure can show. */
final class Shown {
    private Shown() {}

    /** The first {@link Look#COUNT}, and a note where some are left out. */
    static <T> List<T> first(List<T> all, String what, List<String> notes) {
        if (all.size() <= Look.COUNT) {
            return all;
        }
        notes.add(all.size() + " " + what + ": figures show the first " + Look.COUNT
                + "; choose with --arm, or give fewer runs");
        return List.copyOf(all.subList(0, Look.COUNT));
    }
}
