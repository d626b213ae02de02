package drolt.analysis;

import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.experiment.StageRecord;
import drolt.training.EpochMetrics;
import java.util.List;
import java.util.Optional;

/** What a sweep shows of each arm: accuracies, as fractions in [0, 1]. */
public enum SweepMeasure {
    /** Accuracy over all test images. */
    ALL,
    /** Accuracy over test images of classes with many training images. */
    MANY,
    /** Accuracy over those of classes with a medium number. */
    MEDIUM,
    /** Accuracy over those of classes with few. */
    FEW,
    /** Accuracy of the nearest class mean over all test images. */
    NCM,
    /** On the validation split after the epoch that the arm's last stage kept, mean over the classes. */
    VALIDATION;

    private static final String ON_VALIDATION = "validationAccuracy";

    /** Empty where the run did not measure it. */
    Optional<Double> of(AnalysedArm arm) {
        ArmResult result = arm.result();
        return switch (this) {
            case ALL -> Optional.of(result.told().accuracy());
            case MANY -> Optional.ofNullable(result.told().many());
            case MEDIUM -> Optional.ofNullable(result.told().med());
            case FEW -> Optional.ofNullable(result.told().few());
            case NCM -> Optional.of(result.told().ncm());
            case VALIDATION -> onValidation(arm.run(), result.name());
        };
    }

    private static Optional<Double> onValidation(FinishedRun run, String arm) {
        List<String> chain = run.chain(arm);
        StageRecord last = chain.isEmpty() ? null : run.result().stages().get(chain.get(chain.size() - 1));
        return Optional.ofNullable(last).flatMap(SweepMeasure::onValidation);
    }

    private static Optional<Double> onValidation(StageRecord last) {
        return last.history().stream()
                .filter(epoch -> epoch.epoch() == last.keptEpoch())
                .map(EpochMetrics::parts)
                .flatMap(parts -> Optional.ofNullable(parts.get(ON_VALIDATION)).stream())
                .findFirst();
    }
}
