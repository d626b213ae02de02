package drolt.cli.campaign;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Lets every mishap happen as often as a dose says, and keeps count. */
final class Campaign {
    private static final int ATTEMPTS_A_TRY = 4;

    private final PrintStream out;
    private final Dose dose;
    private final long seed;

    Campaign(PrintStream out, Dose dose, long seed) {
        this.out = out;
        this.dose = dose;
        this.seed = seed;
    }

    /**
     * Runs it.
     *
     * @param only the name of the one mishap to try; null for all
     * @param repeated the seed of the one attempt to make; null for as many as the dose has
     */
    List<Tally> run(Path work, @Nullable String only, @Nullable Long repeated) throws Exception {
        Files.createDirectories(work);
        List<Tally> tallies = new ArrayList<>();
        try (WarmDrolt warm = new WarmDrolt(work.resolve("warm.log"))) {
            UnbrokenRun unbroken = UnbrokenRun.make(work);
            for (String name : Dose.names()) {
                if (only == null || only.equals(name)) {
                    tallies.add(run(mishap(name, work, warm, unbroken), repeated));
                }
            }
        }
        return tallies;
    }

    private static Mishap mishap(String name, Path work, WarmDrolt warm, UnbrokenRun unbroken) throws Exception {
        return switch (name) {
            case Kills.NAME -> new Kills(work, unbroken);
            case TerminalSignals.NAME -> new TerminalSignals(work, unbroken);
            case FullDisks.NAME -> new FullDisks(work, warm, unbroken);
            case FlippedBits.NAME -> new FlippedBits(work, warm, unbroken);
            case GarbageRecords.NAME -> new GarbageRecords(work, warm, unbroken);
            case MalformedRecipes.NAME -> new MalformedRecipes(work, warm, unbroken);
            case BrokenImages.NAME -> new BrokenImages(work, warm);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Tally run(Mishap mishap, @Nullable Long repeated) throws Exception {
        int wanted = repeated == null ? dose.tries(mishap) : 1;
        Tally tally = new Tally(mishap, wanted);
        SplittableRandom seeds = new SplittableRandom(seed);
        long start = System.nanoTime();
        int told = 0;
        for (int i = 0; tally.left() > 0 && i < wanted * ATTEMPTS_A_TRY; i++) {
            try {
                mishap.attempt(repeated == null ? seeds.nextInt(Integer.MAX_VALUE) : repeated, tally);
            } catch (TestAbortedException e) {
                tally.skip(e.getMessage());
                break;
            }
            while (told < tally.failures().size()) {
                out.println("FAILED " + tally.failures().get(told++));
            }
        }
        out.printf(
                Locale.ROOT,
                "%s: %,d tries, %,d held, %,d failed, %.0f s%s%n",
                mishap.name(),
                tally.tries(),
                tally.heldTries(),
                tally.failures().size(),
                (System.nanoTime() - start) / 1e9,
                tally.skipped() == null ? "" : "; " + tally.skipped());
        out.println("    " + tally.heldByWhat());
        return tally;
    }

    /** The table, in Markdown. */
    static List<String> table(List<Tally> tallies) {
        List<String> lines = new ArrayList<>();
        lines.add("| what was done | tries | held | failed | what holds |");
        lines.add("| --- | ---: | ---: | ---: | --- |");
        for (Tally tally : tallies) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d | %s |",
                    tally.mishap().name(),
                    tally.tries(),
                    tally.heldTries(),
                    tally.failures().size(),
                    tally.mishap().promise()));
        }
        return lines;
    }

    /** Writes the table and what was hit how often. */
    static void write(Path file, List<Tally> tallies) throws IOException {
        List<String> lines = new ArrayList<>(table(tallies));
        lines.add("");
        for (Tally tally : tallies) {
            lines.add(tally.mishap().name() + ": " + tally.heldByWhat());
            lines.addAll(tally.failures());
        }
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }
}
