package drolt.loss.robust;

import drolt.centroid.FeatureStatistics.StoredFeatures;
import drolt.loss.LossCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Eq. 18 in plain doubles and loops, written from the specification, without the engine and without the library's own
 * building blocks.
 */
public final class DroLtOracle {
    private final BoundForm form;
    private final DistanceKind distance;
    private final double temperature;

    DroLtOracle(BoundForm form, DistanceKind distance, double temperature) {
        this.form = form;
        this.distance = distance;
        this.temperature = temperature;
    }

    /** Everything that the value depends on; others are the denominator's samples outside the batch. */
    record Situation(
            double[][] features,
            int[] labels,
            double[][] centroids,
            double[] radii,
            double[][] otherFeatures,
            int[] otherLabels) {
        /** That of a batch; outside it there is what was stored and not drawn, or nothing. */
        static Situation of(LossCase batch, double[] radii, Denominator denominator) {
            StoredFeatures stored = batch.stored();
            List<double[]> others = new ArrayList<>();
            List<Integer> otherLabels = new ArrayList<>();
            for (int entry = 0; entry < stored.labels().length && denominator == Denominator.EXACT; entry++) {
                int index = stored.indices()[entry];
                if (Arrays.stream(batch.indices()).noneMatch(drawn -> drawn == index)) {
                    double[] feature = new double[batch.features()[0].length];
                    for (int i = 0; i < feature.length; i++) {
                        feature[i] = stored.features()[entry * feature.length + i];
                    }
                    others.add(feature);
                    otherLabels.add(stored.labels()[entry]);
                }
            }
            return new Situation(
                    batch.features(),
                    batch.labels(),
                    batch.centroids(),
                    radii,
                    others.toArray(double[][]::new),
                    otherLabels.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** Weighted mean of {@link #sampleLoss}, sum of w l over sum of w. */
    double value(Situation s, double[] sampleWeights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < s.labels.length; i++) {
            if (sampleWeights[i] > 0) {
                sum += sampleWeights[i] * sampleLoss(s, i);
                total += sampleWeights[i];
            }
        }
        return total == 0 ? 0 : sum / total;
    }

    double sampleLoss(Situation s, int i) {
        int c = s.labels[i];
        double own = distance(s.centroids[c], s.features[i]);
        List<Double> exponents = new ArrayList<>();
        for (int k = 0; k < s.labels.length; k++) {
            double d = distance(s.centroids[c], s.features[k]);
            if (form == BoundForm.CERTIFIED) {
                // log(1 + sum over the others of exp(d_z - d_k + 2 eps))
                exponents.add(k == i ? 0 : (own - d + 2 * s.radii[c]) / temperature);
            } else {
                double ownMargin = margin(s, i);
                double margin = s.labels[k] == c ? margin(s, k) : 0;
                exponents.add((own + ownMargin - d - margin) / temperature);
            }
        }
        for (int k = 0; k < s.otherLabels.length; k++) {
            double d = distance(s.centroids[c], s.otherFeatures[k]);
            if (form == BoundForm.CERTIFIED) {
                exponents.add((own - d + 2 * s.radii[c]) / temperature);
            } else {
                double factor = form == BoundForm.PAPER ? 2 : 1;
                double margin = s.otherLabels[k] == c ? factor * s.radii[c] : 0;
                exponents.add((own + margin(s, i) - d - margin) / temperature);
            }
        }
        return logSumExp(exponents);
    }

    /** Share of the denominator of sample i that falls to the samples of its class. */
    double ownMass(Situation s, int i) {
        int c = s.labels[i];
        double all = 0;
        double same = 0;
        for (int k = 0; k < s.labels.length; k++) {
            double factor = form == BoundForm.PAPER ? 2 : 1;
            double margin = s.labels[k] == c ? factor * s.radii[c] : 0;
            double term = Math.exp(-(distance(s.centroids[c], s.features[k]) + margin) / temperature);
            all += term;
            same += s.labels[k] == c ? term : 0;
        }
        return same / all;
    }

    private double margin(Situation s, int k) {
        return switch (form) {
            case PAPER -> 2 * s.radii[s.labels[k]];
            case RELEASED -> s.radii[s.labels[k]];
            case RELEASED_SCRAMBLED -> s.radii[s.labels[placeInClassOrder(s.labels, k)]];
            case CERTIFIED -> throw new AssertionError(form);
        };
    }

    /** How many samples come before sample k when the batch is listed class by class. */
    private static int placeInClassOrder(int[] labels, int k) {
        int place = 0;
        for (int j = 0; j < labels.length; j++) {
            if (labels[j] < labels[k] || (labels[j] == labels[k] && j < k)) {
                place++;
            }
        }
        return place;
    }

    double distance(double[] a, double[] b) {
        double squared = 0;
        double product = 0;
        double normA = 0;
        double normB = 0;
        for (int i = 0; i < a.length; i++) {
            squared += (a[i] - b[i]) * (a[i] - b[i]);
            product += a[i] * b[i];
            normA += a[i] * a[i];
            normB += b[i] * b[i];
        }
        return switch (distance) {
            case EUCLIDEAN -> Math.sqrt(squared);
            case SQUARED_EUCLIDEAN -> squared;
            case STUDENT_T -> Math.log(1 + squared);
            case COSINE -> 1 - product / (Math.max(Math.sqrt(normA), 1e-4) * Math.max(Math.sqrt(normB), 1e-4));
        };
    }

    public static double logSumExp(List<Double> exponents) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double exponent : exponents) {
            largest = Math.max(largest, exponent);
        }
        double sum = 0;
        for (double exponent : exponents) {
            sum += Math.exp(exponent - largest);
        }
        return largest + Math.log(sum);
    }
}
