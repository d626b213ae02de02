package drolt.cli;

import drolt.experiment.ArmChoice;
import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which arm of a run is used; mixed into commands that use one. */
final class ChosenArm {
    @Option(
            names = "--arm",
            paramLabel = "<arm>",
            description = "The arm to use; else the one that the run chose on its validation split, else the last one.")
    private @Nullable String arm;

    /** Test accuracy chooses nothing: it is the run's own choice, or the last one, as recipes name plain ones first. */
    ArmResult of(Path run, RunResult result, ConsoleOptions console) {
        if (arm != null) {
            return FinishedRun.open(run).arm(arm);
        }
        Optional<ArmChoice> choice = ArmChoice.read(run, result);
        if (choice.isPresent()) {
            console.note("arm: " + choice.get().inWords() + "; --arm chooses another");
            return FinishedRun.open(run).arm(choice.get().arm());
        }
        List<ArmResult> arms = result.arms();
        ArmResult last = arms.get(arms.size() - 1);
        if (arms.size() > 1) {
            console.note("arm: " + last.name() + ", the last of " + arms.size() + "; --arm chooses another");
        }
        return last;
    }
}
