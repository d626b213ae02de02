package drolt.figure.analysis;

import drolt.data.Shot;
import java.util.Locale;

/** What figures call the groups of classes. */
final class ShotNames {
    /** All classes together. */
    static final String ALL = "all";

    private ShotNames() {}

    static String of(Shot shot) {
        return shot.name().toLowerCase(Locale.ROOT);
    }
}
