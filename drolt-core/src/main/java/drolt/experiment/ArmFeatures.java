package drolt.experiment;

import drolt.evaluation.Predictions;
import drolt.inference.FeatureMatrix;
import java.util.List;

/**
 * What an arm's network made of the test images.
 *
 * @param features of the test images, [N, D]
 * @param predictions of the arm's classifier, in the same order
 * @param classNames in label order
 * @param trainingCounts images of each class before any split, in label order
 */
public record ArmFeatures(
        FeatureMatrix features, Predictions predictions, List<String> classNames, List<Integer> trainingCounts) {}
