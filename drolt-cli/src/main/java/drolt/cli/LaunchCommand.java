package drolt.cli;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts the ranks of a training on one machine. */
@Command(
        name = "launch",
        header = "Trains by several processes of this machine at once.",
        description =
                "Starts 'drolt train' in several processes that divide every batch among them, and ends when all have"
                        + " ended. Rank 0 alone prints and writes. Across machines other programs start them: see"
                        + " docs/cluster.md.",
        footer = {
            "%nThe same command resumes an unfinished run. Ctrl-C stops all after the step under way.",
            "%nExamples:",
            "  drolt launch -n 2 train quickstart",
            "  drolt launch -n 4 train own.yaml --output runs/own"
        })
final class LaunchCommand implements Callable<Integer> {
    private static final int MOST_PROCESSES = 256;
    private static final String LOOPBACK = "127.0.0.1";
    private static final String THREADS = "OMP_NUM_THREADS";

    private final ConsoleOptions console;

    @Option(
            names = {"-n", "--processes"},
            paramLabel = "<count>",
            required = true,
            description = "How many processes train together, at least 2.")
    private int processes;

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            defaultValue = "" + Ranks.USUAL_SECONDS,
            description =
                    "How long a process waits for one that does not answer, before it ends; else ${DEFAULT-VALUE}.")
    private int timeout;

    @Option(
            names = "--port",
            paramLabel = "<port>",
            description = "Port at which rank 0 waits for the others; else a free one.")
    private @Nullable Integer port;

    @Parameters(
            arity = "1..*",
            paramLabel = "train <arguments>",
            description = "The command that each of them runs: train, and what belongs to it.")
    private List<String> command = List.of();

    private LaunchCommand(ConsoleOptions console) {
        this.console = console;
    }

    /** What stands behind the command's name belongs to that command. */
    static CommandLine commandLine(ConsoleOptions console) {
        return new CommandLine(new LaunchCommand(console)).setStopAtPositional(true);
    }

    @Override
    public Integer call() {
        if (processes < 2 || processes > MOST_PROCESSES) {
            throw new ConfigException("--processes: " + processes + " must lie in 2.." + MOST_PROCESSES);
        }
        Ranks.checked("--timeout", timeout);
        if (!command.get(0).equals("train")) {
            throw new ConfigException("launch: '" + command.get(0)
                    + "' cannot be divided among processes; it must be train, as in 'drolt launch -n 2 train"
                    + " quickstart'");
        }
        int shared = port == null ? freePort() : port;
        return Interruption.during(console, interruption -> {
            List<Process> ranks = new ArrayList<>();
            try {
                for (int rank = 0; rank < processes; rank++) {
                    ranks.add(start(rank, shared));
                }
                return new RankWatch(console, ranks, interruption.signal()::isRequested).untilAllEnd();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                ranks.forEach(rank -> rank.toHandle().destroyForcibly()); // those that are left where this one fails
            }
        });
    }

    private Process start(int rank, int shared) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment()
                .putAll(Map.of(
                        "RANK",
                        Integer.toString(rank),
                        "LOCAL_RANK",
                        Integer.toString(rank),
                        "WORLD_SIZE",
                        Integer.toString(processes),
                        "MASTER_ADDR",
                        LOOPBACK,
                        "MASTER_PORT",
                        Integer.toString(shared),
                        Ranks.TIMEOUT,
                        Integer.toString(timeout),
                        Ranks.LAUNCH,
                        typed(),
                        THREADS,
                        Integer.toString(threads()),
                        "TORCH_CPP_LOG_LEVEL",
                        "ERROR")); // else it tells each try to reach rank 0
        if (rank == 0) {
            return builder.inheritIO().start();
        }
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private String typed() {
        boolean usual = timeout == Ranks.USUAL_SECONDS;
        return new TypedCommand("launch")
                .option("-n", processes)
                .option("--timeout", usual ? null : timeout)
                .option("--port", port)
                .toString();
    }

    /** The processors are divided, too: more threads than that would wait for each other. */
    private int threads() {
        String given = System.getenv(THREADS);
        int all;
        try {
            all = given == null ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(given.strip());
        } catch (NumberFormatException e) {
            throw new ConfigException(THREADS + ": '" + given + "' is not a number of threads", e);
        }
        return Math.max(1, all / processes);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
