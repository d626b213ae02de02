package drolt.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How much of a stage's time its steps have waited for images, which is worth a word where it is much. */
final class ImageWait {
    private static final double MUCH = 0.25;
    private static final double SOON_SECONDS = 10;

    private final LongSupplier nanoTime;
    private long began;
    private double waited;

    ImageWait() {
        this(System::nanoTime);
    }

    /** With a clock of its own, for tests. */
    ImageWait(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A stage begins to train. */
    void starts() {
        began = nanoTime.getAsLong();
        waited = 0;
    }

    /** A step has waited. */
    void adds(double seconds) {
        waited += seconds;
    }

    /** For the progress line: {@code , waiting for images 34%}; empty where it is little. */
    String words() {
        return isMuch() ? ", waiting for images " + percent() : "";
    }

    /** What the stage has to say at its end. */
    Optional<String> remark(String stage) {
        return isMuch()
                ? Optional.of(stage + ": waited for images " + percent()
                        + " of the time; more --loader-threads or smaller image files make it faster")
                : Optional.empty();
    }

    private boolean isMuch() {
        double seconds = seconds();
        return seconds >= SOON_SECONDS && waited >= MUCH * seconds;
    }

    private String percent() {
        return String.format(Locale.ROOT, "%.0f%%", 100 * waited / seconds());
    }

    private double seconds() {
        return (nanoTime.getAsLong() - began) / 1e9;
    }
}
