package drolt.inference;

import drolt.evaluation.Predictions;

/** What one pass over a set of images gives: the classifier's word and the features. */
public record Evaluation(Predictions predictions, FeatureMatrix features) {}
