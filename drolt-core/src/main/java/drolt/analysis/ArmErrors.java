package drolt.analysis;

import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import drolt.evaluation.Predictions;
import drolt.evaluation.ShotAccuracy;

/**
 * Errors of one arm on the images that it was trained on, without augmentation, and on the test images.
 *
 * @param gap test less train: what training did not carry over
 */
public record ArmErrors(String label, ErrorRates train, ErrorRates test, ErrorRates gap) {
    /** Shows all images to the arm's network. */
    public static ArmErrors of(AnalysedArm arm) {
        ArmPass pass = arm.pass();
        return of(arm.label(), pass.train(), pass.test(), arm.counts(), arm.shots());
    }

    static ArmErrors of(String label, Predictions train, Predictions test, ClassCounts counts, ShotLimits limits) {
        ErrorRates onTrain = ErrorRates.of(ShotAccuracy.of(train, counts, limits));
        ErrorRates onTest = ErrorRates.of(ShotAccuracy.of(test, counts, limits));
        return new ArmErrors(label, onTrain, onTest, onTest.minus(onTrain));
    }
}
