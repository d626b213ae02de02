package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.report.Report;
import drolt.report.ReportMaterial;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the page of finished runs. */
@Command(
        name = "report",
        header = "Writes one HTML page about finished runs.",
        description = "Writes one HTML file about finished runs: tables, interactive charts, example images. It opens"
                + " without a network.",
        footer = {
            "%n'drolt train' writes one by itself. Several runs must have been measured on the same test images.",
            "%nExamples:",
            "  drolt report runs/quickstart-0b1f7c52",
            "  drolt report runs/seed1 runs/seed2 runs/seed3 --baseline CE -o report.html"
        })
final class ReportCommand implements Callable<Integer> {
    /** The page that stands in a run's folder. */
    static final String FILE = "report.html";

    private final ConsoleOptions console;

    @Parameters(arity = "1..*", paramLabel = "<run>", description = "Folders of the runs, or their names in runs.")
    private List<Path> runs = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "File to write; else report.html in the folder of a single run.")
    private @Nullable Path output;

    @Option(
            names = "--baseline",
            paramLabel = "<arm>",
            description = "The arm that differences are taken from; else the first.")
    private @Nullable String baseline;

    @Mixin
    private final RunInputs inputs = new RunInputs();

    ReportCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (output == null && runs.size() > 1) {
            throw new ConfigException("--output: is needed for a report of several runs; for example -o report.html");
        }
        runs = RunNames.find(runs);
        Path file = output == null ? runs.get(0).resolve(FILE) : output;
        ReportMaterial material = ReportMaterial.gather(runs, inputs.runOptions(null), null);
        material.notes().forEach(console::note);
        Report.write(file, material, baseline);
        console.print("report: " + file);
        return ExitCode.OK;
    }
}
