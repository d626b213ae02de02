package drolt.cli.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many tries of each mishap are made. */
enum Dose {
    /** In every build: under two minutes of one core. */
    SHORT(Map.of(
            Kills.NAME, 5,
            FlippedBits.NAME, 10,
            GarbageRecords.NAME, 60,
            MalformedRecipes.NAME, 60,
            BrokenImages.NAME, 25,
            FullDisks.NAME, 1,
            TerminalSignals.NAME, 1)),

    /** What docs/robustness.md tells of. */
    WHOLE(Map.of(
            Kills.NAME, 160,
            FlippedBits.NAME, 200,
            GarbageRecords.NAME, 1000,
            MalformedRecipes.NAME, 600,
            BrokenImages.NAME, 300,
            FullDisks.NAME, 20,
            TerminalSignals.NAME, 12));

    private final Map<String, Integer> tries;

    Dose(Map<String, Integer> tries) {
        this.tries = tries;
    }

    static Dose named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    int tries(Mishap mishap) {
        return tries.get(mishap.name());
    }

    /** In the order of the table. */
    static List<String> names() {
        return List.of(
                Kills.NAME,
                TerminalSignals.NAME,
                FullDisks.NAME,
                FlippedBits.NAME,
                GarbageRecords.NAME,
                MalformedRecipes.NAME,
                BrokenImages.NAME);
    }
}
