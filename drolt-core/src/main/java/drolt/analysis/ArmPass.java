package drolt.analysis;

import drolt.evaluation.Predictions;

/**
 * What an arm's network makes of all images.
 *
 * @param train what it says of the training images
 * @param test what it says of the test images
 * @param backbone features of both
 * @param weightNorms Euclidean norm of each class's row of the classifier's weight [C]; empty where it has none
 */
public record ArmPass(Predictions train, Predictions test, BackbonePass backbone, double[] weightNorms) {}
