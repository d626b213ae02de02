package drolt.training;

import drolt.loss.Loss;
import drolt.model.Network;
import drolt.model.ScaledClassifier;
import drolt.optimizer.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Groups what a stage trains by how fast it learns and how strongly it decays. */
final class TrainedGroups {
    private record Rule(double learningRateScale, double weightDecay) {}

    private TrainedGroups() {}

    /**
     * The groups, those of the network first.
     *
     * @param trained parameters of the network that take gradients, by name
     */
    static List<ParameterGroup> of(TrainingPlan plan, Network network, Map<String, Tensor> trained, Loss loss) {
        Set<String> withoutDecay = network.classifier().withoutDecay();
        double decay = plan.optimizer().weightDecay();
        Double normDecay = plan.optimizer().normWeightDecay();
        Map<Rule, Map<String, Tensor>> byRule = new LinkedHashMap<>();
        trained.forEach((name, tensor) -> {
            double own = tensor.dim() > 1 || normDecay == null ? decay : normDecay;
            Rule rule = new Rule(learningRateScale(plan, network, name), withoutDecay.contains(name) ? 0 : own);
            byRule.computeIfAbsent(rule, key -> new LinkedHashMap<>()).put(name, tensor);
        });
        List<ParameterGroup> groups = new ArrayList<>();
        byRule.forEach((rule, parameters) ->
                groups.add(new ParameterGroup(parameters, rule.learningRateScale(), rule.weightDecay())));
        if (!loss.parameters().isEmpty()) {
            groups.add(new ParameterGroup(loss.parameters(), loss.learningRateScale(), loss.weightDecay()));
        }
        return groups;
    }

    private static double learningRateScale(TrainingPlan plan, Network network, String parameter) {
        Double scale = null;
        if (network.backbone().parameters().containsKey(parameter)) {
            scale = plan.backboneLearningRateScale();
        } else if (ScaledClassifier.isOfBase(parameter)) {
            scale = plan.linearLearningRateScale();
        }
        return scale == null ? 1 : scale;
    }
}
