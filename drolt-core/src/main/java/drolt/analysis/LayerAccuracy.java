package drolt.analysis;

import drolt.centroid.FeatureStatistics;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.evaluation.CentroidMetric;
import drolt.evaluation.NearestCentroid;
import drolt.evaluation.ShotAccuracy;
import drolt.inference.Evaluator;
import drolt.inference.FeatureMatrix;
import drolt.model.Backbone;
import drolt.model.Network;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How well nearest class means classify the test images at each layer of a network. The means are those of the
 * training images; a layer's features are the means of its channels over the pixels.
 *
 * <p>Source: Samuel and Chechik, section 8 and Fig. 3, which leaves open how a map becomes a vector.
 *
 * @param layers as they were asked for [L]
 * @param accuracies by metric, one a layer
 * @param borrowedGroups whether many, medium and few are those of another arm, since all classes of this one are alike
 */
public record LayerAccuracy(
        String label, List<String> layers, Map<CentroidMetric, List<ShotAccuracy>> accuracies, boolean borrowedGroups) {
    private static final String NUMBER = "\\d{1,6}";

    /**
     * Shows the training images and the test images once each to every backbone, whatever the number of layers.
     *
     * @param wanted names of layers or numbers of convolutions; empty: the first convolution and the end of each stage
     * @throws ConfigException if there is no such layer, weights or data are missing, or a feature is not finite
     */
    public static List<LayerAccuracy> of(List<AnalysedArm> arms, List<String> wanted) {
        Map<Object, LayerAccuracy> known = new HashMap<>(); // arms of one run often share their backbone
        List<ClassGroups> all = arms.stream().map(LayerAccuracy::groups).toList();
        return arms.stream()
                .map(arm -> arm.run()
                        .measure(
                                arm.result().name(),
                                (network, evaluator) -> known.computeIfAbsent(
                                                List.of(
                                                        arm.run().folder(),
                                                        network.backbone().digest()),
                                                key -> of(arm, all, wanted, network, evaluator))
                                        .as(arm.label())))
                .toList();
    }

    private LayerAccuracy as(String newLabel) {
        return new LayerAccuracy(newLabel, layers, accuracies, borrowedGroups);
    }

    private static ClassGroups groups(AnalysedArm arm) {
        return new ClassGroups(arm.counts(), arm.shots());
    }

    private static LayerAccuracy of(
            AnalysedArm arm, List<ClassGroups> all, List<String> wanted, Network network, Evaluator evaluator) {
        ClassGroups groups = groups(arm).orOf(all);
        Map<String, String> names = names(network.backbone(), wanted);
        Set<String> distinct = new LinkedHashSet<>(names.values());
        arm.passStarts();
        Map<String, FeatureStatistics> train =
                evaluator.statistics(network, arm.run().train(), distinct, false);
        Map<String, FeatureMatrix> test = evaluator.features(network, arm.run().test(), distinct);
        test.forEach((name, features) ->
                FiniteFeatures.require(features, arm.label() + ": layer " + name + " of test images"));
        Map<CentroidMetric, List<ShotAccuracy>> accuracies = new EnumMap<>(CentroidMetric.class);
        for (CentroidMetric metric : CentroidMetric.values()) {
            List<ShotAccuracy> byLayer = new ArrayList<>();
            for (String name : names.values()) {
                FeatureStatistics means = Objects.requireNonNull(train.get(name));
                byLayer.add(accuracy(means, Objects.requireNonNull(test.get(name)), metric, groups));
            }
            accuracies.put(metric, byLayer);
        }
        return new LayerAccuracy(arm.label(), List.copyOf(names.keySet()), accuracies, !groups.equals(groups(arm)));
    }

    static ShotAccuracy accuracy(
            FeatureStatistics train, FeatureMatrix test, CentroidMetric metric, ClassGroups groups) {
        NearestCentroid nearest = NearestCentroid.of(train.centroids(), ClassCounts.of(train.counts()), metric);
        return ShotAccuracy.of(nearest.classify(test.values(), test.labels()), groups.counts(), groups.limits());
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
