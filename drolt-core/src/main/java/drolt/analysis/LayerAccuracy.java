package drolt.analysis;

import drolt.centroid.FeatureStatistics;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.NearestCentroid;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.Evaluator;
import drolt.inference.FeatureMatrix;
import drolt.model.Backbone;
import drolt.model.Network;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well nearest class means tell the test images apart at each layer of a network. The means are those of the
 * training images; a layer's features are the means of its channels over the pixels.
 *
 * <p>Source: Samuel and Chechik, section 8 and Fig. 3, which leaves open how a map becomes a vector.
 *
 * @param layers as they were asked for [L]
 * @param accuracies by metric, one a layer
 */
public record LayerAccuracy(String label, List<String> layers, Map<CentroidMetric, List<ShotAccuracy>> accuracies) {
    private static final String NUMBER = "\\d{1,6}";

    /**
     * Shows the training images and the test images once each to the arm's network, whatever the number of layers.
     *
     * @param wanted names of layers or numbers of convolutions; empty: the first convolution and the end of each stage
     * @throws ConfigException if there is no such layer, weights or data are missing, or a feature is not finite
     */
    public static LayerAccuracy of(AnalysedArm arm, List<String> wanted) {
        return arm.measure((network, evaluator) -> of(arm, wanted, network, evaluator));
    }

    private static LayerAccuracy of(AnalysedArm arm, List<String> wanted, Network network, Evaluator evaluator) {
        Map<String, String> names = names(network.backbone(), wanted);
        Map<String, FeatureStatistics> train =
                evaluator.statistics(network, arm.run().train(), List.copyOf(names.values()), false);
        Map<String, FeatureMatrix> test = evaluator.features(network, arm.run().test(), List.copyOf(names.values()));
        Map<CentroidMetric, List<ShotAccuracy>> accuracies = new EnumMap<>(CentroidMetric.class);
        for (CentroidMetric metric : CentroidMetric.values()) {
            List<ShotAccuracy> byLayer = new ArrayList<>();
            for (String name : names.values()) {
                FiniteFeatures.require(test.get(name), arm.label() + ": layer " + name + " of test images");
                byLayer.add(accuracy(train.get(name), test.get(name), metric, arm.counts(), arm.shots()));
            }
            accuracies.put(metric, byLayer);
        }
        return new LayerAccuracy(arm.label(), List.copyOf(names.keySet()), accuracies);
    }

    static ShotAccuracy accuracy(
            FeatureStatistics train, FeatureMatrix test, CentroidMetric metric, ClassCounts counts, ShotLimits limits) {
        NearestCentroid nearest = NearestCentroid.of(train.centroids(), ClassCounts.of(train.counts()), metric);
        return ShotAccuracy.of(nearest.classify(test.values(), test.labels()), counts, limits);
    }

    /** What was asked for, and the layer that it means. */
    private static Map<String, String> names(Backbone backbone, List<String> wanted) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> asked = wanted.isEmpty() ? stages(backbone) : wanted;
        try {
            for (String one : asked) {
                names.put(one, one.matches(NUMBER) ? backbone.layerOfConvolution(Integer.parseInt(one)) : one);
            }
            backbone.requireLayers(names.values());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--layers: " + e.getMessage(), e);
        }
        return names;
    }

    /** Names without a dot: the first convolution and the ends of the stages, not single blocks. */
    private static List<String> stages(Backbone backbone) {
        return backbone.layerDimensions().keySet().stream()
                .filter(name -> name.indexOf('.') < 0 && !name.equals(Backbone.FEATURES))
                .toList();
    }
}
