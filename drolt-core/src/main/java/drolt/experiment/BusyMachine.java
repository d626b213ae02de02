package drolt.experiment;

import drolt.training.StepMetrics;
import drolt.training.TrainingListener;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once in the log where a training's threads take each other's time: they wait for one another by spinning, which is
 * fastest on an idle machine, and several times slower than one thread where other processes want the processors.
 *
 * <p>The sign is a process that gets much less processor time than its threads would use, on a machine with more work than
 * processors. A training that waits for its images gets little time, too, but on a machine that has time to give.
 */
final class BusyMachine implements TrainingListener {
    private static final Logger LOG = LoggerFactory.getLogger(BusyMachine.class);
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final double LEAST_SHARE = 0.6;

    private final int threads;
    private final int processors;
    private final Supplier<Sample> samples;
    private @Nullable Sample before;
    private boolean told;

    /**
     * What the system says at one moment.
     *
     * @param nanos of a clock like {@link System#nanoTime}
     * @param processorNanos that the process has used
     * @param load threads of all processes that run or wait for a processor, mean over a minute; negative: not known
     */
    record Sample(long nanos, long processorNanos, double load) {}

    BusyMachine(int threads, int processors, Supplier<Sample> samples) {
        this.threads = threads;
        this.processors = processors;
        this.samples = samples;
    }

    /**
     * Watches this process; empty where nothing can be gained: one thread, or threads that do not spin.
     *
     * @param environment of the process
     */
    static Optional<TrainingListener> watch(int threads, Map<String, String> environment) {
        boolean passive = "passive".equalsIgnoreCase(environment.get("OMP_WAIT_POLICY"));
        if (threads < 2 || passive || environment.containsKey("GOMP_SPINCOUNT")) {
            return Optional.empty();
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? Optional.of(new BusyMachine(
                        threads,
                        system.getAvailableProcessors(),
                        () -> new Sample(System.nanoTime(), system.getProcessCpuTime(), system.getSystemLoadAverage())))
                : Optional.empty();
    }

    @Override
    public void stepEnds(StepMetrics metrics) {
        if (told) {
            return;
        }
        Sample now = samples.get();
        Sample start = before;
        if (start == null) {
            before = now;
        } else if (now.nanos() - start.nanos() >= WINDOW_NANOS) {
            before = now;
            judge(start, now);
        }
    }

    private void judge(Sample start, Sample now) {
        double got = (now.processorNanos() - start.processorNanos()) / (double) (now.nanos() - start.nanos());
        if (now.load() > processors + 1 && got < LEAST_SHARE * threads) {
            told = true;
            LOG.warn(String.format(
                    Locale.ROOT,
                    "the machine is busy (load %.1f on %d processors): %d threads get the time of %.1f and lose most of it"
                            + " waiting for each other. Stop and resume with OMP_WAIT_POLICY=passive, which changes no"
                            + " result; for a new run OMP_NUM_THREADS=1 does as well",
                    now.load(),
                    processors,
                    threads,
                    got));
        }
    }
}
