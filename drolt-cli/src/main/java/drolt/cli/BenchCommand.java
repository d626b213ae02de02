package drolt.cli;

import drolt.benchmark.BenchmarkFigure;
import drolt.benchmark.EmbeddingBenchmark;
import drolt.benchmark.FirstStep;
import drolt.benchmark.MemoryBenchmark;
import drolt.benchmark.PipelineBenchmark;
import drolt.benchmark.StepBenchmark;
import drolt.cli.output.TextTable;
import drolt.cli.output.TextTable.Column;
import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import drolt.tensor.Engine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Measures speed and memory. */
@Command(
        name = "bench",
        header = "Measures speed and memory on this machine.",
        description = "Measures speed and memory on this machine, each ratio of medians from interleaved rounds.",
        footer = {
            "%nTakes a few minutes. Let nothing else run beside it.",
            "%nExamples:",
            "  drolt bench",
            "  drolt bench --output bench.json",
            "  drolt bench --pipeline",
            "  drolt bench --tsne"
        })
final class BenchCommand implements Callable<Integer> {
    private static final double LONGEST_START_SECONDS = 4;
    private static final int STARTS = 5;
    private static final int FEWEST_POINTS = 4;
    private static final int FEWEST_THREADS = 2;

    private final ConsoleOptions console;

    @Option(
            names = {"-o", "--output", "--json"},
            paramLabel = "<file>",
            description = "Writes the figures to a JSON file as well.")
    private @Nullable Path json;

    @Option(names = "--rounds", defaultValue = "7", description = "Rounds of each pair; else ${DEFAULT-VALUE}.")
    private int rounds = 7;

    @Option(names = "--steps", defaultValue = "8", description = "Steps a round; else ${DEFAULT-VALUE}.")
    private int steps = 8;

    @Option(names = "--tsne", description = "Measures only how long t-SNE takes, of 10,000 points: a minute or more.")
    private boolean tsne;

    @Option(names = "--pipeline", description = "Measures only how fast photographs are decoded and made into batches.")
    private boolean pipeline;

    @Option(
            names = "--points",
            paramLabel = "<n>",
            description = "Points of --tsne; else 10,000, which its bar is for.")
    private @Nullable Integer points;

    @Option(names = "--part", hidden = true, description = "What a process of its own measures.")
    private @Nullable Part part;

    /** What must be measured in a process of its own. */
    enum Part {
        FIRST_STEP,
        MEMORY
    }

    BenchCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (part == Part.FIRST_STEP) {
            Engine.load();
            FirstStep.run();
            return ExitCode.OK;
        }
        if (part == Part.MEMORY) {
            Engine.load();
            console.print(new JsonMapper().writeValueAsString(MemoryBenchmark.run()));
            return ExitCode.OK;
        }
        requirePositive("--rounds", rounds);
        requirePositive("--steps", steps);
        if (points != null && !tsne) {
            throw new ConfigException("--points is for --tsne");
        }
        if (tsne && pipeline) {
            throw new ConfigException("--tsne and --pipeline exclude each other: give one");
        }
        List<BenchmarkFigure> figures = tsne ? embedding() : pipeline ? photographs() : training();
        console.print(table(figures).lines(console.style()));
        if (json != null) {
            String text = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(figures);
            AtomicFiles.writeString(json, text + "\n");
        }
        return ExitCode.OK;
    }

    private List<BenchmarkFigure> embedding() {
        int size = points == null ? EmbeddingBenchmark.POINTS : points;
        if (size < FEWEST_POINTS) {
            throw new ConfigException("--points: " + size + " must be at least " + FEWEST_POINTS);
        }
        console.note("t-SNE ...");
        return List.of(EmbeddingBenchmark.run(size));
    }

    private List<BenchmarkFigure> photographs() throws IOException {
        Path folder = Files.createTempDirectory("drolt-bench");
        try {
            PipelineBenchmark benchmark = new PipelineBenchmark(rounds, steps, folder);
            console.note("decoding ...");
            List<BenchmarkFigure> figures = new ArrayList<>(benchmark.decoding());
            console.note("loading ...");
            figures.addAll(benchmark.loading(
                    Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors())));
            return figures;
        } finally {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private List<BenchmarkFigure> training() throws IOException, InterruptedException {
        Engine.load();
        StepBenchmark benchmark = new StepBenchmark(rounds, steps);
        List<BenchmarkFigure> figures = new ArrayList<>();
        console.note("step throughput ...");
        figures.addAll(benchmark.precision());
        console.note("robust loss ...");
        figures.addAll(benchmark.loss());
        console.note("forward pass ...");
        figures.addAll(benchmark.forward());
        console.note("pipeline ...");
        figures.addAll(benchmark.pipeline());
        console.note("start ...");
        figures.add(start());
        console.note("memory ...");
        figures.addAll(memory());
        return figures;
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ConfigException(option + ": " + value + " must be at least 1");
        }
    }

    private static BenchmarkFigure start() throws IOException, InterruptedException {
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long began = System.nanoTime();
            OwnProcess.run(List.of(), "bench", "--part", "first_step");
            seconds[i] = (System.nanoTime() - began) / 1e9;
        }
        Arrays.sort(seconds);
        double median = seconds[STARTS / 2];
        return new BenchmarkFigure(
                "start to end of first step",
                median,
                "s",
                null,
                LONGEST_START_SECONDS,
                median <= LONGEST_START_SECONDS,
                "median of " + STARTS + " processes, warm cache");
    }

    private static List<BenchmarkFigure> memory() throws IOException, InterruptedException {
        String printed =
                OwnProcess.run(List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"), "bench", "--part", "memory");
        return List.of(new JsonMapper().readValue(printed, BenchmarkFigure[].class));
    }

    private static TextTable table(List<BenchmarkFigure> figures) {
        TextTable.Builder table = TextTable.withColumns(
                Column.left("figure"),
                Column.right("value"),
                Column.left("unit"),
                Column.right("ratio"),
                Column.right("bar"),
                Column.left("holds"),
                Column.left("what it is held against"));
        for (BenchmarkFigure figure : figures) {
            table.row(
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    number(figure.ratio()),
                    number(figure.bar()),
                    figure.holds() == null ? "" : figure.holds() ? "yes" : "NO",
                    figure.note());
        }
        return table.build();
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.3f", value);
    }
}
