package drolt.cli;

import drolt.experiment.ArmCoverage;
import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a finished run's models once more. */
@Command(
        name = "evaluate",
        header = "Measures a finished run's models once more.",
        description = "Measures the models of a finished run anew and says whether the run's numbers come out again and"
                + " its files are what was written.",
        footer = {
            "%nExamples:",
            "  drolt evaluate runs/quickstart-0b1f7c52",
            "  drolt evaluate runs/birds --coverage 0.9"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(paramLabel = "<run>", description = "Folder of the run, or its name in runs.")
    private Path run = Path.of(".");

    @Mixin
    private final RunInputs inputs = new RunInputs();

    @Option(
            names = "--coverage",
            paramLabel = "<share>",
            description =
                    "Also measures the sets that predict gives with this option: how often they hold the true class"
                            + " of a test image, and how large they are.")
    private @Nullable Double coverage;

    EvaluateCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AnswerOptions.requireCoverage(coverage);
        run = RunNames.find(run);
        FinishedRun finished = FinishedRun.open(run, inputs.runOptions(null));
        RunResult stored = finished.result();
        List<ArmCoverage> covered = coverage == null ? List.of() : ArmCoverage.measure(finished, coverage);
        List<ArmResult> arms = finished.evaluate();
        console.print(ResultTable.lines(stored.withArms(arms), console.style()));
        console.print("");
        if (coverage != null) {
            console.print(CoverageTable.lines(coverage, covered, console.style()));
            console.print("");
        }
        for (int i = 0; i < arms.size(); i++) {
            if (!Objects.equals(arms.get(i), stored.arms().get(i))) {
                console.problem("arm '" + arms.get(i).name() + "' does not come out as result.json has it; this machine"
                        + " or its engine computes otherwise than the one that trained");
                return ExitCode.FAILED;
            }
        }
        List<String> faults = FinishedRun.open(run).faults();
        faults.forEach(console::problem);
        if (!faults.isEmpty()) {
            console.problem("every number is as result.json has it, but files beside it are not what was written");
            return ExitCode.FAILED;
        }
        console.print("every number is as result.json has it");
        return ExitCode.OK;
    }
}
