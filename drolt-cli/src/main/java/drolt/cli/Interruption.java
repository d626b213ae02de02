package drolt.cli;

import drolt.training.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Ctrl-C and SIGTERM while something is trained: the step under way ends, the state is written, and only then does the
 * process end, with the code that the JVM gives a signal (130, 143).
 */
final class Interruption implements AutoCloseable {
    private static final int LONGEST_STEP_SECONDS = 120;
    private static final int EXIT_CODE = 130;

    private final StopSignal signal = new StopSignal();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "interruption");

    private Interruption() {}

    /**
     * Does something that may be stopped so.
     *
     * @param work its exit code; what it throws is told before the process may end: after a signal nobody waits for the
     *     usual place
     */
    static int during(ConsoleOptions console, ToIntFunction<Interruption> work) {
        try (Interruption interruption = new Interruption()) {
            return isEndingBefore(interruption.hook) ? EXIT_CODE : reporting(console, work, interruption);
        }
    }

    /**
     * Has a thread run when the process ends.
     *
     * @return true where it is ending already, by a signal that came before anything was begun: there is nothing to do
     *     but to let it
     */
    static boolean isEndingBefore(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static int reporting(ConsoleOptions console, ToIntFunction<Interruption> work, Interruption interruption) {
        try {
            return work.applyAsInt(interruption);
        } catch (RuntimeException failure) {
            return new OneLineErrors(console).report(failure);
        }
    }

    /** Asks the training to stop. */
    StopSignal signal() {
        return signal;
    }

    /** What the process ends with where no signal ends it. */
    int exitCode() {
        return EXIT_CODE;
    }

    private void stopAndWait() {
        signal.request();
        try {
            if (!done.await(LONGEST_STEP_SECONDS, TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is written; the process may end. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending already: the hook is what it waits for
            return;
        }
    }
}
