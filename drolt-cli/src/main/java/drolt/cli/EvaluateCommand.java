package drolt.cli;

import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures a finished run's models once more. */
@Command(
        name = "evaluate",
        header = "Measures a finished run's models once more.",
        description = "Measures the models of a finished run anew and says whether the run's numbers come out again and"
                + " its files are what was written.",
        footer = {"%nExamples:", "  drolt evaluate runs/quickstart-0b1f7c52"})
final class EvaluateCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(paramLabel = "<run>", description = "Folder of the run, or its name in runs.")
    private Path run = Path.of(".");

    @Mixin
    private final RunInputs inputs = new RunInputs();

    EvaluateCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        run = RunNames.find(run);
        RunResult stored = RunResult.ofRun(run);
        List<ArmResult> arms = FinishedRun.open(run, inputs.runOptions(null)).evaluate();
        console.print(ResultTable.lines(stored.withArms(arms), console.style()));
        console.print("");
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
