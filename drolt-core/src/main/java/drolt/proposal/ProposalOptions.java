package drolt.proposal;

import drolt.configuration.InvalidValueException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of a proposal; the rest follows from the images and the machine.
 *
 * @param time that the whole run may take
 * @param size side of the square that the network sees, in pixels; null: chosen
 * @param backbone null: chosen
 * @param weights a file of weights that the backbone starts from, see {@code model.pretrained}; null: fresh values
 */
public record ProposalOptions(
        Duration time,
        @Nullable Integer size,
        @Nullable ProposedBackbone backbone,
        @Nullable String weights,
        long seed) {
    private static final Duration USUAL_TIME = Duration.ofMinutes(30);
    private static final Duration LEAST_TIME = Duration.ofSeconds(10);
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1024;

    public ProposalOptions {
        if (time.compareTo(LEAST_TIME) < 0) {
            throw new InvalidValueException("time", time.toSeconds() + "s", "must be at least 10s, for example 30m");
        }
        if (size != null && !(size >= SMALLEST && size <= LARGEST)) {
            throw new InvalidValueException("size", size, "must lie in 8..1024, for example 224");
        }
        if (weights != null && backbone != null && !backbone.takesWeights()) {
            throw new InvalidValueException(
                    "model", backbone.title(), "has no published weights to start from; take resnet-18, -34 or -50");
        }
    }

    /** Half an hour, everything chosen, seed 1. */
    public static ProposalOptions usual() {
        return new ProposalOptions(USUAL_TIME, null, null, null, 1);
    }
}
