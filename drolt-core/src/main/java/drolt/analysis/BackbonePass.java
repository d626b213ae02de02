package drolt.analysis;

import drolt.centroid.FeatureStatistics;
import drolt.centroid.FeatureStatisticsAccumulator;
import drolt.inference.FeatureMatrix;

/**
 * What a backbone makes of all images, in eval mode and without augmentation. In memory N times D numbers.
 *
 * @param digest of the backbone
 * @param train features of the training images, in their order
 * @param test features of the test images, in their order
 * @param statistics class means of the training features and the scatter around them
 */
public record BackbonePass(String digest, FeatureMatrix train, FeatureMatrix test, FeatureStatistics statistics) {
    static BackbonePass of(String digest, FeatureMatrix train, FeatureMatrix test, int classCount) {
        FeatureStatisticsAccumulator accumulator =
                new FeatureStatisticsAccumulator(classCount, train.dimension(), false);
        accumulator.add(train.values(), train.labels(), train.labels().length);
        return new BackbonePass(digest, train, test, accumulator.finish());
    }
}
