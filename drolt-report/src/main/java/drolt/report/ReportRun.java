package drolt.report;

import drolt.experiment.ArmPredictions;
import drolt.experiment.RunResult;
import drolt.experiment.RunState;
import drolt.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished run and what is at hand of it.
 *
 * @param folder as it was named
 * @param name what the page calls it
 * @param recipe null: of a version that cannot be read any more
 * @param predictions of every arm, in the result's order; empty where neither kept nor to be computed
 * @param files of the test images in their order; empty where they have none or it is not known
 * @param state when and by which command; null: not kept
 */
record ReportRun(
        Path folder,
        String name,
        RunResult result,
        @Nullable Recipe recipe,
        List<ArmPredictions> predictions,
        List<String> files,
        @Nullable RunState state) {
    /**
     * The folder as a command may name it. A page is sent to others, whom it does not concern where runs lie here: of an
     * absolute path it tells the last name alone.
     */
    String inCommands() {
        return folder.isAbsolute() ? name(folder) : folder.toString();
    }

    static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }
}
