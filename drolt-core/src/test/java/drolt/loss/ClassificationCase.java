package drolt.loss;

import drolt.loss.robust.BatchCvarConfig;
import drolt.loss.robust.ChiSquareBallConfig;
import drolt.loss.robust.KullbackLeiblerBallConfig;
import drolt.loss.robust.LabelAwareCvarConfig;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A loss of the logits and what it must give.
 *
 * @param gain how much the loss magnifies an error in a logit
 */
record ClassificationCase(
        String name, LossConfig config, double gain, ToDoubleFunction<ClassificationOracle> expected) {
    @Override
    public String toString() {
        return name;
    }

    private static ClassificationCase of(
            String name, LossConfig config, ToDoubleFunction<ClassificationOracle> expected) {
        return new ClassificationCase(name, config, 1, expected);
    }

    static List<ClassificationCase> all() {
        return List.of(
                of(
                        "cross-entropy, smoothed",
                        new CrossEntropyConfig(0.2, ClassWeighting.NONE, 1, null, null),
                        o -> o.mean((row, y) -> ClassificationOracle.smoothed(row, y, 0.2))),
                of(
                        "cross-entropy, beta 0.99",
                        new CrossEntropyConfig(0, ClassWeighting.EFFECTIVE_NUMBER, 1, 0.99, null),
                        o -> o.sumOverWeights(ClassificationOracle::crossEntropy, o.effectiveNumber(0.99))),
                of(
                        "cross-entropy, by batch size",
                        new CrossEntropyConfig(
                                0, ClassWeighting.EFFECTIVE_NUMBER, 1, null, LossNormalization.BATCH_SIZE),
                        o -> o.sumOverBatchSize(ClassificationOracle::crossEntropy, o.effectiveNumber(0.9999))),
                of(
                        "cross-entropy, inverse count by batch size",
                        new CrossEntropyConfig(0, ClassWeighting.INVERSE_COUNT, 1, null, LossNormalization.BATCH_SIZE),
                        o -> o.sumOverBatchSize(ClassificationOracle::crossEntropy, o.inverseCount())),
                focal(0, ClassWeighting.NONE, null, FocalForm.EXACT),
                focal(0.5, ClassWeighting.NONE, null, FocalForm.EXACT),
                focal(1, ClassWeighting.EFFECTIVE_NUMBER, null, FocalForm.EXACT),
                focal(2, ClassWeighting.EFFECTIVE_NUMBER, 0.9, FocalForm.EXACT),
                focal(1, ClassWeighting.EFFECTIVE_NUMBER, null, FocalForm.RELEASED),
                focal(0.5, ClassWeighting.EFFECTIVE_NUMBER, 0.99, FocalForm.RELEASED),
                sigmoidFocal(0, ClassWeighting.NONE, null),
                sigmoidFocal(0.5, ClassWeighting.EFFECTIVE_NUMBER, 0.999),
                sigmoidFocal(2, ClassWeighting.EFFECTIVE_NUMBER, null),
                new ClassificationCase(
                        "ldam",
                        new LdamConfig(0.5, 30, ClassWeighting.NONE, null),
                        30,
                        o -> o.mean((row, y) -> o.ldam(row, y, 0.5, 30))),
                new ClassificationCase(
                        "ldam, re-weighted",
                        new LdamConfig(0.7, 5, ClassWeighting.EFFECTIVE_NUMBER, 0.999),
                        5,
                        o -> o.sumOverWeights((row, y) -> o.ldam(row, y, 0.7, 5), o.effectiveNumber(0.999))),
                of("balanced-softmax", new BalancedSoftmaxConfig(), o -> o.mean((row, y) -> o.adjusted(row, y, 1))),
                of("logit-adjusted", new LogitAdjustedConfig(1.5), o -> o.mean((row, y) -> o.adjusted(row, y, 1.5))),
                of(
                        "label-aware-smoothing",
                        new LabelAwareSmoothingConfig(0.4, 0.1),
                        o -> o.mean((row, y) -> o.labelAware(row, y, 0.4, 0.1))),
                of("batch-cvar 0.3", new BatchCvarConfig(0.3), o -> o.worst().valueAtRisk(0.3)),
                of("batch-cvar 0.75", new BatchCvarConfig(0.75), o -> o.worst().valueAtRisk(0.75)),
                of(
                        "chi-square-ball 0.05",
                        new ChiSquareBallConfig(0.05),
                        o -> o.worst().chiSquare(0.05)),
                of(
                        "chi-square-ball 1",
                        new ChiSquareBallConfig(1),
                        o -> o.worst().chiSquare(1)),
                of(
                        "kl-ball 0.01",
                        new KullbackLeiblerBallConfig(0.01),
                        o -> o.worst().kullbackLeibler(0.01)),
                of(
                        "kl-ball 0.7",
                        new KullbackLeiblerBallConfig(0.7),
                        o -> o.worst().kullbackLeibler(0.7)),
                of(
                        "label-aware-cvar",
                        new LabelAwareCvarConfig(0.6, 0.3, 0.25, 0),
                        o -> o.worst().labelAware(0.6, 0.3, 0.25, 0)),
                of(
                        "label-aware-cvar, adjusted",
                        new LabelAwareCvarConfig(0.9, 0, 1, 1),
                        o -> o.worst().labelAware(0.9, 0, 1, 1)),
                of(
                        "label-aware-smoothing, falling",
                        new LabelAwareSmoothingConfig(0, 0.3),
                        o -> o.mean((row, y) -> o.labelAware(row, y, 0, 0.3))));
    }

    private static ClassificationCase focal(double gamma, ClassWeighting weighting, Double beta, FocalForm form) {
        return of("focal " + gamma + " " + weighting + " " + form, new FocalConfig(gamma, weighting, beta, form), o -> {
            double[] weights = weights(o, weighting, beta);
            return o.mean((row, y) -> {
                double crossEntropy = ClassificationOracle.crossEntropy(row, y);
                double weighted = weights[y] * crossEntropy;
                double inP = form == FocalForm.EXACT ? crossEntropy : weighted;
                return ClassificationOracle.focus(inP, gamma) * weighted;
            });
        });
    }

    private static ClassificationCase sigmoidFocal(double gamma, ClassWeighting weighting, Double beta) {
        return of(
                "sigmoid-focal " + gamma + " " + weighting,
                new SigmoidFocalConfig(gamma, weighting, beta),
                o -> o.sumOverBatchSize(
                        (row, y) -> ClassificationOracle.sigmoidFocal(row, y, gamma), weights(o, weighting, beta)));
    }

    private static double[] weights(ClassificationOracle oracle, ClassWeighting weighting, Double beta) {
        return weighting == ClassWeighting.NONE ? oracle.equal() : oracle.effectiveNumber(beta == null ? 0.9999 : beta);
    }
}
