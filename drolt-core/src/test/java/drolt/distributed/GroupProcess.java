package drolt.distributed;

import drolt.configuration.ConfigException;
import drolt.tensor.Engine;
import drolt.tensor.EngineException;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;

/** One rank in a JVM of its own, which says what it got; tests may stop or kill it. */
public final class GroupProcess {
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");
    private static final int LONGEST_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;

    private GroupProcess(Process process) {
        this.process = process;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A port that nobody uses at the moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts a rank of its own main class. */
    static GroupProcess start(int rank, int size, int port, String... arguments) throws IOException {
        return start(GroupProcess.class, rank, size, port, arguments);
    }

    /** Starts a rank that runs another class. */
    public static GroupProcess start(Class<?> main, int rank, int size, int port, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "RANK", Integer.toString(rank),
                        "WORLD_SIZE", Integer.toString(size),
                        "MASTER_ADDR", "127.0.0.1",
                        "MASTER_PORT", Integer.toString(port),
                        "OMP_NUM_THREADS", "1"));
        return new GroupProcess(builder.start());
    }

    /** Waits until it says a line that begins like this. */
    void awaitLine(String beginning) throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith(beginning)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("it ended without '" + beginning + "'");
        }
    }

    /** SIGKILL. */
    void kill() {
        process.toHandle().destroyForcibly(); // of the process: its own would close what it still says
    }

    /** Lets it hang. */
    void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** How a rank ended, and what it said last. */
    public record End(int code, List<String> lines) {
        String last() {
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }
    }

    /** Reads to the end. */
    public End end() {
        try {
            List<String> lines = output.lines().toList();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it does not end");
            }
            return new End(process.exitValue(), lines);
        } catch (UncheckedIOException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Arguments: what to do, and seconds of the timeout. */
    public static void main(String[] arguments) {
        int code = 0;
        Duration timeout = Duration.ofSeconds(Long.parseLong(arguments[1]));
        Engine.load();
        try {
            Membership membership = Membership.of(System.getenv()).orElse(null);
            try (ProcessGroup group =
                    membership == null ? ProcessGroup.ALONE : ProcessGroup.join(membership, timeout)) {
                run(arguments[0], group);
            }
        } catch (ConfigException e) {
            say(e.getMessage());
            code = 2;
        } catch (EngineException e) {
            say(e.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private static void run(String what, ProcessGroup group) throws EngineException {
        switch (what) {
            case "values" -> values(group);
            case "differ" -> group.requireSame("the recipe", "recipe " + Math.min(1, group.rank()));
            case "sums" -> sums(group);
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void sums(ProcessGroup group) {
        for (int step = 0; ; step++) {
            try (StepScope scope = StepScope.open()) {
                group.sum(Tensors.floats(new float[1000], 1000));
            }
            say("step " + step);
        }
    }

    /** What is the same on all ranks is said; rank r has r rows, and gives a gradient of its own to each. */
    private static void values(ProcessGroup group) {
        int rank = group.rank();
        try (StepScope scope = StepScope.open()) {
            Tensor sum = Tensors.floats(new float[] {rank + 1, 0.5f}, 2);
            group.sum(sum);
            say("sum " + Arrays.toString(Tensors.toFloats(sum)));
            Tensor first = Tensors.doubles(new double[] {rank + 7, 1e-300}, 2);
            group.broadcast(first);
            say("broadcast " + Arrays.toString(Tensors.toDoubles(first)));
            float[] values = new float[2 * rank];
            Arrays.fill(values, rank);
            Tensor rows = Tensors.floats(values, rank, 2).requires_grad_(true);
            Tensor ignored = Tensors.floats(new float[rank], rank, 1).requires_grad_(true);
            Tensor all = group.gather(List.of(rows, ignored)).get(0);
            say("gathered " + Arrays.toString(all.shape()) + Arrays.toString(Tensors.toFloats(all)));
            all.mul(all).sum().backward();
            boolean right = rank == 0 || rows.grad().mean().item().toFloat() == 2 * rank;
            say(right && !ignored.grad().defined() ? "gradient" : "no gradient");
            say("labels "
                    + Arrays.toString(Tensors.toLongs(group.gather(List.of(
                                    Tensors.longs(new int[] {rank, 9}, 2).reshape(1, 2)))
                            .get(0))));
            say("any " + group.any(rank == group.size() - 1) + group.any(false));
        }
        byte[] own = ("rank " + rank + " \u00e4").getBytes(StandardCharsets.UTF_8);
        say("leader " + new String(group.fromLeader(own), StandardCharsets.UTF_8));
        group.requireSame("the recipe", "one");
        for (String message : List.of("one", "two")) {
            if (group.leads()) {
                group.tell(message);
            } else if (!group.awaitTold().equals(message)) {
                say("not told " + message);
            }
        }
        group.barrier();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
