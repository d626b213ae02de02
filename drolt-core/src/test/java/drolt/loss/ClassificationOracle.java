package drolt.loss;

import drolt.loss.robust.WorstCaseOracle;
import java.util.Arrays;

/** Losses of the logits in plain doubles, sample by sample, apart from the engine. */
public final class ClassificationOracle {
    private final double[][] logits;
    private final int[] labels;
    private final int[] counts;

    ClassificationOracle(LossCase batch) {
        this.logits = batch.logits();
        this.labels = batch.labels();
        this.counts = batch.counts();
    }

    /** What one sample of a class contributes. */
    interface PerSample {
        double value(double[] logits, int label);
    }

    double mean(PerSample loss) {
        return weightedSum(loss, equal()) / labels.length;
    }

    double sumOverBatchSize(PerSample loss, double[] weights) {
        return weightedSum(loss, weights) / labels.length;
    }

    double sumOverWeights(PerSample loss, double[] weights) {
        return weightedSum(loss, weights) / weightedSum((row, label) -> 1, weights);
    }

    private double weightedSum(PerSample loss, double[] weights) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            sum += weights[labels[i]] * loss.value(logits[i], labels[i]);
        }
        return sum;
    }

    /** The same samples under worst-case weights. */
    WorstCaseOracle worst() {
        return new WorstCaseOracle(labels, counts, tau -> {
            double[] losses = new double[labels.length];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = tau == 0 ? crossEntropy(logits[i], labels[i]) : adjusted(logits[i], labels[i], tau);
            }
            return losses;
        });
    }

    double[] equal() {
        double[] weights = new double[counts.length];
        Arrays.fill(weights, 1);
        return weights;
    }

    /** (1 - beta) / (1 - beta^n), scaled to sum C; a class without images as one with a single one. */
    double[] effectiveNumber(double beta) {
        return scaled(Arrays.stream(counts)
                .mapToDouble(n -> (1 - beta) / (1 - Math.pow(beta, Math.max(n, 1))))
                .toArray());
    }

    double[] inverseCount() {
        return scaled(
                Arrays.stream(counts).mapToDouble(n -> 1.0 / Math.max(n, 1)).toArray());
    }

    double[] count() {
        return scaled(Arrays.stream(counts).mapToDouble(n -> Math.max(n, 1)).toArray());
    }

    private static double[] scaled(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights)
                .map(weight -> weight * weights.length / sum)
                .toArray();
    }

    /** -log p_k, from differences of logits, so that nothing is lost where it is small. */
    public static double crossEntropy(double[] logits, int k) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double others = 0;
        for (double logit : logits) {
            others += Math.exp(logit - largest);
        }
        return largest - logits[k] + Math.log(others);
    }

    static double smoothed(double[] logits, int label, double share) {
        double mean = 0;
        for (int k = 0; k < logits.length; k++) {
            mean += crossEntropy(logits, k) / logits.length;
        }
        return (1 - share) * crossEntropy(logits, label) + share * mean;
    }

    /** (1 - exp(-c))^gamma. */
    static double focus(double crossEntropy, double gamma) {
        return Math.pow(-Math.expm1(-crossEntropy), gamma);
    }

    static double sigmoidFocal(double[] logits, int label, double gamma) {
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            double t = k == label ? logits[k] : -logits[k];
            double softplus = Math.max(-t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
            double sigmoid = t > 0 ? Math.exp(-t) / (1 + Math.exp(-t)) : 1 / (1 + Math.exp(t)); // of -t
            sum += Math.pow(sigmoid, gamma) * softplus;
        }
        return sum;
    }

    private int smallest() {
        return Arrays.stream(counts).filter(n -> n > 0).min().orElse(1);
    }

    double ldam(double[] logits, int label, double maxMargin, double scale) {
        double[] lowered = logits.clone();
        int n = counts[label] == 0 ? smallest() : counts[label];
        lowered[label] -= maxMargin * Math.sqrt(Math.sqrt((double) smallest() / n));
        return crossEntropy(Arrays.stream(lowered).map(logit -> scale * logit).toArray(), label);
    }

    double adjusted(double[] logits, int label, double tau) {
        double[] adjusted = logits.clone();
        double total = Arrays.stream(counts).sum();
        for (int k = 0; k < logits.length; k++) {
            adjusted[k] += tau * Math.log(counts[k] / total + 1e-12);
        }
        return crossEntropy(adjusted, label);
    }

    double labelAware(double[] logits, int label, double head, double tail) {
        int largest = Arrays.stream(counts).max().orElseThrow();
        double share;
        if (counts[label] == 0) {
            share = tail;
        } else if (largest == smallest()) {
            share = head;
        } else {
            double way = (double) (counts[label] - smallest()) / (largest - smallest());
            share = tail + (head - tail) * Math.sin(way * Math.PI / 2);
        }
        return smoothed(logits, label, share);
    }
}
