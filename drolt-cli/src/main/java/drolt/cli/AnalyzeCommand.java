package drolt.cli;

import drolt.analysis.AnalysedRuns;
import drolt.configuration.ConfigException;
import drolt.experiment.RunOptions;
import drolt.experiment.Versions;
import drolt.figure.Figure;
import drolt.figure.FigureFiles;
import drolt.figure.Provenance;
import drolt.figure.analysis.Analyses;
import drolt.figure.analysis.Analysis;
import drolt.figure.analysis.AnalysisResult;
import drolt.figure.analysis.AnalysisSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what finished runs show. */
@Command(
        name = "analyze",
        header = "Draws figures of finished runs.",
        description = "Draws figures of finished runs, with the numbers behind them; docs/analyses.md explains each.",
        footer = {
            "%nEach figure is an SVG and a PNG, its numbers a CSV and a JSON file beside. Without --only all that the runs"
                    + " can give are made, and a line says why others are not.",
            "%nExamples:",
            "  drolt analyze runs/quickstart-0b1f7c52",
            "  drolt analyze runs/seed1 runs/seed2 --only radii,errors --output figures",
            "  drolt analyze runs/seed1 --arm CE --arm DRO-LT --only layers --layers 0,10,20,30",
            "  drolt analyze runs/seed1 --only embedding --classes apple,maple_tree,oak_tree"
        })
final class AnalyzeCommand implements Callable<Integer> {
    private static final String EMBEDDING = "embedding";

    private final ConsoleOptions console;

    @Parameters(arity = "1..*", paramLabel = "<run>", description = "Folders of the runs, on the same test images.")
    private List<Path> runs = List.of();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "<name>",
            description = "Analyses to make, separated by commas; else all that the runs can give.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--arm", paramLabel = "<arm>", description = "An arm to show; may be repeated; else all.")
    private List<String> arms = new ArrayList<>();

    @Option(
            names = "--layers",
            split = ",",
            paramLabel = "<layer>",
            description =
                    "Layers for the analysis of that name: names, or numbers of convolutions as the paper has them.")
    private List<String> layers = new ArrayList<>();

    @Option(
            names = "--classes",
            paramLabel = "<class>",
            description =
                    "Classes for the analysis embedding, by their names, with commas between them; may be repeated. Else two"
                            + " each of many, medium and few.")
    private List<String> classes = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<dir>",
            description = "Folder of the files; else analysis in the folder of the first run.")
    private @Nullable Path output;

    @Mixin
    private final RunInputs inputs = new RunInputs();

    AnalyzeCommand(ConsoleOptions console) {
        this.console = console;
    }

    /** The command, its help with a line for each analysis. */
    static CommandLine commandLine(ConsoleOptions console) {
        CommandLine command = new CommandLine(new AnalyzeCommand(console));
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        Stream<String> lines =
                Analyses.all().stream().map(one -> String.format("  %-12s %s", one.name(), one.description()));
        usage.footer(Stream.of(Stream.of("%nAnalyses:"), lines, Stream.of(usage.footer()))
                .flatMap(part -> part)
                .toArray(String[]::new));
        return command;
    }

    @Override
    public Integer call() {
        List<Analysis> wanted = only.isEmpty() ? Analyses.all() : Analyses.named(only);
        if (!classes.isEmpty()
                && wanted.stream().noneMatch(analysis -> analysis.name().equals(EMBEDDING))) {
            throw new ConfigException("--classes is for " + EMBEDDING + ", which --only leaves out");
        }
        AnalysisSettings settings = new AnalysisSettings(layers, classes);
        RunOptions options = inputs.runOptions(null);
        runs = RunNames.find(runs);
        Path folder = output == null ? runs.get(0).resolve("analysis") : output;
        AnalysedRuns analysed =
                AnalysedRuns.open(runs, arms, options, arm -> console.note("showing all images to: " + arm));
        settings.labels(analysed.runs().get(0).result().classNames()); // a slip is told before images are shown
        Provenance provenance = provenance(analysed);
        int made = 0;
        for (Analysis analysis : wanted) {
            made += make(analysis, analysed, settings, folder, provenance);
        }
        return made > 0 ? ExitCode.OK : ExitCode.USAGE;
    }

    /** How many figures were written; what was asked for by name and cannot be given is an error. */
    private int make(
            Analysis analysis, AnalysedRuns analysed, AnalysisSettings settings, Path folder, Provenance provenance) {
        AnalysisResult result;
        try {
            result = analysis.of(analysed, settings);
        } catch (ConfigException e) {
            if (!only.isEmpty()) {
                throw e;
            }
            console.problem("no " + analysis.name() + ": " + e.getMessage());
            return 0;
        }
        result.notes().forEach(note -> console.note(analysis.name() + ": " + note));
        for (Figure figure : result.figures()) {
            FigureFiles.write(figure, folder, provenance);
            console.print(folder.resolve(figure.name()) + "." + String.join("|", FigureFiles.ENDINGS));
        }
        return result.figures().size();
    }

    private Provenance provenance(AnalysedRuns analysed) {
        TypedCommand command = new TypedCommand("analyze")
                .parameters(runs)
                .joined("--only", only)
                .options("--arm", arms)
                .joined("--layers", layers)
                .options("--classes", classes);
        return new Provenance(
                command.toString(),
                analysed.runs().stream().map(run -> run.result().fingerprint()).toList(),
                "drolt " + Versions.current().drolt());
    }
}
