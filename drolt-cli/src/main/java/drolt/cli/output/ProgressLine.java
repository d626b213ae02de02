package drolt.cli.output;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows how far a task is: a line that renews itself on a terminal, a plain line now and then elsewhere.
 *
 * <p>Safe for use from several threads. Close it before anything else is printed, or print through {@link #print}.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int REFRESH_MILLIS = 200;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final String task;
    private final String unit;
    private final long total;
    private final Display display;
    private final LongSupplier nanoTime;
    private final long start;

    private long done;
    private long doneBefore;
    private String detail = "";

    private ProgressLine(String task, String unit, long total, Display display, LongSupplier nanoTime) {
        this.task = DisplayWidth.clean(task);
        this.unit = unit;
        this.total = total;
        this.display = display;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /**
     * A line that renews itself.
     *
     * @param unit what is counted, in the plural
     * @param total how many there are; 0 where nobody knows
     * @param out a terminal that understands escape sequences
     */
    public static ProgressLine onTerminal(String task, String unit, long total, OutputStyle style, PrintStream out) {
        TerminalDisplay display = new TerminalDisplay(style, out);
        ProgressLine line = new ProgressLine(task, unit, total, display, System::nanoTime);
        display.start(line);
        return line;
    }

    /**
     * Plain lines, the first one an interval after the start, and a last one at the end.
     *
     * @param intervalSeconds how long after one line the next may follow; a twentieth of the time gone by where that is
     *     more
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public static ProgressLine plain(
            String task, String unit, long total, int intervalSeconds, PrintStream out, LongSupplier nanoTime) {
        return new ProgressLine(task, unit, total, new LogDisplay(intervalSeconds, out), nanoTime);
    }

    /** Shows nothing of the task; {@link #print} still prints. */
    public static ProgressLine silent(PrintStream out) {
        return new ProgressLine("", "", 0, new SilentDisplay(out), System::nanoTime);
    }

    /** Says how much was done before this line began: it does not count for the rate. */
    public synchronized void startAt(long units) {
        doneBefore = units;
        stepTo(units);
    }

    /** Counts more as done. */
    public synchronized void advance(long units) {
        stepTo(done + units);
    }

    /** Sets how much is done. */
    public synchronized void stepTo(long units) {
        done = units;
        display.changed(this);
    }

    /** Sets further words at the end of the line, for example the loss. */
    public synchronized void detail(String words) {
        detail = DisplayWidth.clean(words);
    }

    /** Prints a line of its own, above the one that renews itself. */
    public synchronized void print(String line) {
        display.print(this, line);
    }

    /** Shows the final state; the line stays. */
    @Override
    public void close() { // not synchronized: whoever holds the line must not wait for the terminal
        display.close(this);
    }

    private synchronized ProgressText snapshot() {
        return new ProgressText(task, unit, done, doneBefore, total, elapsedSeconds(), detail);
    }

    private double elapsedSeconds() {
        return (nanoTime.getAsLong() - start) / (double) NANOS_PER_SECOND;
    }

    private interface Display {
        void changed(ProgressLine line);

        void print(ProgressLine line, String text);

        void close(ProgressLine line);
    }

    /**
     * Renews the line on a thread of its own: a training that counts does not wait for a terminal that was stopped.
     *
     * <p>Escape sequences are all that it needs. A terminal library would take over signals, and Ctrl-C with them.
     */
    private static final class TerminalDisplay implements Display {
        private final OutputStyle style;
        private final PrintStream out;
        private final CountDownLatch closed = new CountDownLatch(1);

        TerminalDisplay(OutputStyle style, PrintStream out) {
            this.style = style;
            this.out = out;
        }

        void start(ProgressLine line) {
            Thread painter = new Thread(() -> keepDrawing(line), "progress");
            painter.setDaemon(true);
            painter.start();
        }

        private void keepDrawing(ProgressLine line) {
            try {
                do {
                    draw(line);
                } while (!closed.await(REFRESH_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody does; the thread ends
            }
        }

        private void draw(ProgressLine line) {
            String bar = line.snapshot().bar(style);
            synchronized (this) {
                if (closed.getCount() > 0) { // what is printed after the end has the line to itself
                    out.print(ERASE_LINE + bar);
                    out.flush();
                }
            }
        }

        @Override
        public void changed(ProgressLine line) {
            // shown at the next refresh
        }

        @Override
        public void print(ProgressLine line, String text) {
            String bar = line.snapshot().bar(style);
            synchronized (this) {
                out.print(ERASE_LINE + text + System.lineSeparator() + bar);
                out.flush();
            }
        }

        @Override
        public void close(ProgressLine line) {
            String bar = line.snapshot().bar(style);
            synchronized (this) {
                if (closed.getCount() > 0) {
                    closed.countDown();
                    out.println(ERASE_LINE + bar);
                }
            }
        }
    }

    private static final class LogDisplay implements Display {
        private static final double GROWTH = 0.05; // lines grow rarer: about a hundred in three hours

        private final double intervalSeconds;
        private final PrintStream out;
        private double nextSeconds;
        private long printed = -1;

        LogDisplay(int intervalSeconds, PrintStream out) {
            this.intervalSeconds = intervalSeconds;
            this.nextSeconds = intervalSeconds;
            this.out = out;
        }

        @Override
        public void changed(ProgressLine line) {
            double elapsed = line.elapsedSeconds();
            if (elapsed >= nextSeconds) {
                nextSeconds = elapsed + Math.max(intervalSeconds, GROWTH * elapsed);
                show(line);
            }
        }

        private void show(ProgressLine line) {
            printed = line.done;
            out.println(line.snapshot().line());
        }

        @Override
        public void print(ProgressLine line, String text) {
            out.println(text);
        }

        @Override
        public void close(ProgressLine line) {
            synchronized (line) {
                if (printed != line.done) {
                    show(line);
                }
            }
        }
    }

    private record SilentDisplay(PrintStream out) implements Display {
        @Override
        public void changed(ProgressLine line) {}

        @Override
        public void print(ProgressLine line, String text) {
            out.println(text);
        }

        @Override
        public void close(ProgressLine line) {}
    }
}
