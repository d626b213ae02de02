package drolt.cli;

import drolt.experiment.RunOutcome;
import java.util.Locale;
import java.util.Map;

/** What is said of a loss that became NaN or infinite. */
final class Divergence {
    private Divergence() {}

    static String describe(RunOutcome.Diverged diverged) {
        StringBuilder parts = new StringBuilder();
        for (Map.Entry<String, Double> part : diverged.parts().entrySet()) {
            parts.append(parts.isEmpty() ? "" : ", ")
                    .append(part.getKey())
                    .append(' ')
                    .append(part.getValue());
        }
        String checkpoint = diverged.checkpoint() == null
                ? "no epoch of the stage was done"
                : "the last good checkpoint is " + diverged.checkpoint();
        return String.format(
                Locale.ROOT,
                "the loss is not finite in stage %s, epoch %d, step %d (%s); %s; a smaller learning rate or"
                        + " gradientClip mends it",
                diverged.stage(),
                diverged.epoch(),
                diverged.step(),
                parts,
                checkpoint);
    }
}
