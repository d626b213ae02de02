package drolt.figure.analysis;

import drolt.data.Shot;
import drolt.figure.Look;
import java.util.Locale;

/** What figures call the groups of classes, and how they show them. */
final class ShotNames {
    /** All classes together. */
    static final String ALL = "all";

    private ShotNames() {}

    static String of(Shot shot) {
        return shot.name().toLowerCase(Locale.ROOT);
    }

    /** How the group looks in every figure. */
    static Look look(Shot shot) {
        return switch (shot) {
            case MANY -> Look.BLUE;
            case MEDIUM -> Look.ORANGE;
            case FEW -> Look.BLACK;
        };
    }
}
