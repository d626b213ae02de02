package drolt.experiment;

import drolt.centroid.FeatureStatistics;
import drolt.inference.FeatureMatrix;

/**
 * What a backbone makes of the images of an experiment.
 *
 * @param backbone digest of its weights and running statistics
 * @param test features of the test images
 * @param train class means of the training images and the scatter around them
 */
record BackboneFeatures(String backbone, FeatureMatrix test, FeatureStatistics train) {}
