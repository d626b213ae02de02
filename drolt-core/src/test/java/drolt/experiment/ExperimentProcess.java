package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.tensor.Engine;
import drolt.training.StepMetrics;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * An experiment in a JVM of its own, which tests may kill. It prints a line a step and, at last, how it ended.
 *
 * <p>SIGTERM is handled as a command line would: the step ends, the state is written, the process ends.
 */
final class ExperimentProcess {
    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch", // so that the heap does not grow while memory is measured
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData", // a file of its own, which a limit would hit
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.awt.headless=true");

    /** So often it says how many bytes it holds in physical memory. */
    static final int MEMORY_EVERY_STEPS = 200;

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ExperimentProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts to run a recipe's file in a folder. */
    static ExperimentProcess start(Path recipe, Path folder, int threads) throws IOException {
        return start(recipe, folder, threads, List.of());
    }

    /** The same where no file may grow beyond a limit: what a full disk does to the writer of a larger one. */
    static ExperimentProcess startLimited(Path recipe, Path folder, int threads, int maxFileKiB) throws IOException {
        String limit = "ulimit -f " + 2 * maxFileKiB + "; exec \"$@\""; // in blocks of 512 bytes
        return start(recipe, folder, threads, List.of("sh", "-c", limit, "sh"));
    }

    private static ExperimentProcess start(Path recipe, Path folder, int threads, List<String> prefix)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(ExperimentProcess.class.getName());
        command.addAll(List.of(recipe.toString(), folder.toString(), Integer.toString(threads)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OMP_WAIT_POLICY", "passive"); // bearable on a busy machine
        return new ExperimentProcess(builder.start());
    }

    /** Waits for this many steps more; false where the process ended before. */
    boolean awaitSteps(int steps) throws IOException {
        for (int done = 0; done < steps; ) {
            String line = readLine();
            if (line == null) {
                return false;
            }
            done += line.startsWith("step") ? 1 : 0;
        }
        return true;
    }

    /** Waits for a line that begins like this; false where the process ended before. */
    boolean awaitLine(String beginning) throws IOException {
        String line = readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = readLine();
        }
        return line != null;
    }

    private @Nullable String readLine() throws IOException {
        String line = output.readLine();
        if (line != null) {
            lines.add(line);
        }
        return line;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; reads what is still said. */
    int terminate() throws IOException, InterruptedException {
        process.toHandle().destroy(); // destroy() would close what it still says
        return await();
    }

    /** Reads to the end; the exit code. */
    int await() throws IOException, InterruptedException {
        String line = readLine();
        while (line != null) {
            line = readLine();
        }
        return process.waitFor();
    }

    /** Everything that it has said so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** What it said but for the steps. */
    String said() {
        return String.join(
                "\n", lines.stream().filter(line -> !line.startsWith("step")).toList());
    }

    /** Arguments: recipe, folder, threads. */
    public static void main(String[] arguments) {
        StopSignal stop = new StopSignal();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.request();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        int code = 1;
        try {
            code = run(arguments, stop);
        } catch (ConfigException e) {
            say(e.getMessage());
            code = 2;
        } finally {
            done.countDown();
        }
        System.exit(code);
    }

    private static int run(String[] arguments, StopSignal stop) {
        Engine.setThreads(Integer.parseInt(arguments[2]));
        Recipe recipe = RecipeReader.read(arguments[0], List.of());
        RunOptions options = new RunOptions(new File(".").toPath(), null, 1);
        try (RunFolder folder = RunFolder.open(Path.of(arguments[1]))) {
            RunOutcome outcome = Experiment.prepare(recipe, options).run(folder, new Steps(), stop);
            say(outcome.getClass().getSimpleName());
        }
        return 0;
    }

    private static void say(@Nullable String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static final class Steps implements RunListener {
        private int steps;

        @Override
        public TrainingListener stageStarts(String name, int position, int stages) {
            say("stage " + name);
            return new TrainingListener() {
                @Override
                public void stepEnds(StepMetrics metrics) {
                    if (++steps % MEMORY_EVERY_STEPS == 0) {
                        say("memory " + Engine.physicalBytes());
                    }
                    say("step " + name + " " + metrics.epoch() + " " + metrics.step());
                }
            };
        }

        @Override
        public void stageEnds(String name, int position, int stages, boolean reused) {
            say("end " + name + (reused ? " reused" : ""));
        }
    }
}
