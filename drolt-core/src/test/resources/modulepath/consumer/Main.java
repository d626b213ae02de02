package consumer;

import drolt.experiment.Experiment;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunFolder;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.experiment.RunOutcome;
import drolt.inference.ImageClassifier;
import drolt.inference.OtherSizes;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.training.StopSignal;
import java.nio.file.Path;
import java.util.List;

/** Trains by a recipe and opens the result, as a program on the module path. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Path run = Path.of(arguments[1]);
        Recipe recipe = RecipeReader.read(arguments[0], List.of());
        Experiment experiment = Experiment.prepare(recipe, RunOptions.dataIn(run.getParent()));
        try (RunFolder folder = RunFolder.open(run)) {
            RunOutcome outcome = experiment.run(folder, RunListener.NONE, new StopSignal());
            if (!(outcome instanceof RunOutcome.Completed)) {
                throw new IllegalStateException(outcome.toString());
            }
        }
        FinishedRun finished = FinishedRun.open(run);
        String arm = finished.result().arms().get(0).name();
        try (ImageClassifier classifier = finished.classifier(arm, OtherSizes.RESIZED)) {
            System.out.println(arm + ": " + classifier.classNames().size() + " classes");
        }
    }
}
