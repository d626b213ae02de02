package drolt.loss.contrastive;

import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Contrastive losses in loops over plain doubles.
 *
 * @param views features of all views of the batch, one view after the other [V][B][D]
 * @param classWeights of the classifier [C][D]
 * @param parameters of the loss, row-major, by name
 */
public record ContrastiveOracle(
        double[][][] views,
        double[][] logits,
        int[] labels,
        int[] counts,
        double[][] classWeights,
        Map<String, double[]> parameters) {
    /** The situation of a loss before its first batch. */
    static ContrastiveOracle of(LossCase batch, Loss loss) {
        Map<String, double[]> parameters = new LinkedHashMap<>();
        loss.parameters().forEach((name, tensor) -> parameters.put(name, Tensors.toDoubles(tensor)));
        double[][][] views = {batch.features(), viewed(batch.features(), 1), viewed(batch.features(), 2)};
        return new ContrastiveOracle(
                views, batch.logits(), batch.labels(), batch.counts(), batch.centroids(), parameters);
    }

    /** A mean direction and a concentration for each class; both 0 for one that was never seen. */
    record Distribution(double[][] axes, double[] concentrations) {}

    /** Directions of the views from the given one on [M][P]. */
    double[][] directions(int first) {
        List<double[]> rows = new ArrayList<>();
        for (double[][] view : Arrays.asList(views).subList(first, views.length)) {
            rows.addAll(Arrays.asList(view));
        }
        return head("head.", rows.toArray(double[][]::new));
    }

    private int[] labelsOf(double[][] directions) {
        int[] repeated = new int[directions.length];
        for (int row = 0; row < repeated.length; row++) {
            repeated[row] = labels[row % labels.length];
        }
        return repeated;
    }

    /** W2 relu(norm(W1 x + b1)) + b2, scaled to length 1. */
    private double[][] head(String prefix, double[][] rows) {
        double[][] hidden = layer(prefix + "hidden", rows);
        if (parameters.containsKey(prefix + "norm.weight")) {
            normalise(hidden, get(prefix + "norm.weight"), get(prefix + "norm.bias"));
        }
        for (double[] row : hidden) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(0, row[i]);
            }
        }
        double[][] output = layer(prefix + "output", hidden);
        for (double[] row : output) {
            double length = Math.sqrt(dot(row, row));
            for (int i = 0; i < row.length; i++) {
                row[i] /= length;
            }
        }
        return output;
    }

    private double[] get(String name) {
        return parameters.get(name);
    }

    private double[][] layer(String name, double[][] rows) {
        double[] weight = get(name + ".weight");
        double[] bias = get(name + ".bias");
        double[][] result = new double[rows.length][bias.length];
        for (int row = 0; row < rows.length; row++) {
            int inputs = rows[row].length;
            for (int out = 0; out < bias.length; out++) {
                result[row][out] = bias[out];
                for (int in = 0; in < inputs; in++) {
                    result[row][out] += weight[out * inputs + in] * rows[row][in];
                }
            }
        }
        return result;
    }

    private static void normalise(double[][] rows, double[] scale, double[] shift) {
        for (int i = 0; i < scale.length; i++) {
            int column = i;
            double mean = Arrays.stream(rows)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            double variance = Arrays.stream(rows)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow();
            for (double[] row : rows) {
                row[i] = scale[i] * (row[i] - mean) / Math.sqrt(variance + 1e-5) + shift[i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Khosla et al., Eq. 2, times T / T0. */
    double supervised(double temperature, double baseTemperature) {
        double[][] z = directions(0);
        int[] classes = labelsOf(z);
        double total = 0;
        for (int i = 0; i < z.length; i++) {
            double denominator = 0;
            for (int k = 0; k < z.length; k++) {
                denominator += k == i ? 0 : Math.exp(dot(z[i], z[k]) / temperature);
            }
            double sum = 0;
            int positives = 0;
            for (int j = 0; j < z.length; j++) {
                if (j != i && classes[j] == classes[i]) {
                    sum += dot(z[i], z[j]) / temperature - Math.log(denominator);
                    positives++;
                }
            }
            total -= sum / positives / z.length;
        }
        return temperature / baseTemperature * total;
    }

    /** Zhu et al., Eq. 10 and 12: class after class, each class's mean without the anchor itself. */
    double balanced(int first, double temperature) {
        double[][] z = directions(first);
        double[][] prototypes = head("prototypes.", classWeights);
        int[] classes = labelsOf(z);
        double total = 0;
        for (int i = 0; i < z.length; i++) {
            double denominator = 0;
            double ownSum = 0;
            int ownCount = 0;
            for (int label = 0; label < prototypes.length; label++) {
                double sum = Math.exp(dot(z[i], prototypes[label]) / temperature);
                double exponents = dot(z[i], prototypes[label]) / temperature;
                int members = 1;
                for (int k = 0; k < z.length; k++) {
                    if (k != i && classes[k] == label) {
                        sum += Math.exp(dot(z[i], z[k]) / temperature);
                        exponents += dot(z[i], z[k]) / temperature;
                        members++;
                    }
                }
                denominator += sum / members;
                if (label == classes[i]) {
                    ownSum = exponents;
                    ownCount = members;
                }
            }
            total -= (ownSum / ownCount - Math.log(denominator)) / z.length;
        }
        return total;
    }

    /** Distributions by the directions of the batch itself. */
    Distribution distribution(double[][] z) {
        int[] classes = labelsOf(z);
        int dimension = z[0].length;
        double[][] axes = new double[counts.length][dimension];
        double[] concentrations = new double[counts.length];
        for (int label = 0; label < counts.length; label++) {
            int members = 0;
            for (int row = 0; row < z.length; row++) {
                if (classes[row] == label) {
                    members++;
                    for (int i = 0; i < dimension; i++) {
                        axes[label][i] += z[row][i];
                    }
                }
            }
            if (members > 0) {
                double length = Math.sqrt(dot(axes[label], axes[label]));
                double mean = length / members;
                concentrations[label] = Math.min(1e5, dimension * mean / (1 - mean * mean));
                for (int i = 0; i < dimension; i++) {
                    axes[label][i] /= length;
                }
            }
        }
        return new Distribution(axes, concentrations);
    }

    /** Du et al.: logit-adjusted cross-entropy of the expected exponentials, by quadrature; an even dimension. */
    double probabilistic(double[][] z, Distribution classes, double temperature, double tau) {
        int dimension = z[0].length;
        double order = dimension / 2.0 - 1;
        double[][] v = new double[z.length][counts.length];
        for (int row = 0; row < z.length; row++) {
            for (int label = 0; label < counts.length; label++) {
                double kappa = classes.concentrations[label];
                double square = 0;
                for (int i = 0; i < dimension; i++) {
                    double moved = kappa * classes.axes[label][i] + z[row][i] / temperature;
                    square += moved * moved;
                }
                v[row][label] =
                        VonMisesFisherIntegral.log(order, Math.sqrt(square)) - VonMisesFisherIntegral.log(order, kappa);
            }
        }
        return adjusted(v, labelsOf(z), tau);
    }

    /** Logit-adjusted cross-entropy of the classifier's logits. */
    double adjusted(double tau) {
        return adjusted(logits, labels, tau);
    }

    private double adjusted(double[][] scores, int[] classes, double tau) {
        double all = Arrays.stream(counts).sum();
        double total = 0;
        for (int row = 0; row < scores.length; row++) {
            double[] shifted = new double[counts.length];
            for (int label = 0; label < counts.length; label++) {
                shifted[label] = scores[row][label] + tau * Math.log(counts[label] / all + 1e-12);
            }
            double largest = Arrays.stream(shifted).max().orElseThrow();
            double sum = Arrays.stream(shifted)
                    .map(value -> Math.exp(value - largest))
                    .sum();
            total += (largest + Math.log(sum) - shifted[classes[row]]) / scores.length;
        }
        return total;
    }

    /** A copy in which one number of a parameter is another. */
    ContrastiveOracle with(String parameter, int entry, double step) {
        Map<String, double[]> moved = new LinkedHashMap<>(parameters);
        double[] values = get(parameter).clone();
        values[entry] += step;
        moved.put(parameter, values);
        return new ContrastiveOracle(views, logits, labels, counts, classWeights, moved);
    }

    /** A copy in which one feature of a view is another. */
    ContrastiveOracle with(int view, int entry, double step) {
        double[][][] moved = views.clone();
        moved[view] = moved(views[view], entry, step);
        return new ContrastiveOracle(moved, logits, labels, counts, classWeights, parameters);
    }

    /** A copy in which one weight of the classifier is another. */
    ContrastiveOracle withClassWeight(int entry, double step) {
        return new ContrastiveOracle(views, logits, labels, counts, moved(classWeights, entry, step), parameters);
    }

    private static double[][] moved(double[][] rows, int entry, double step) {
        double[][] moved = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        moved[entry / rows[0].length][entry % rows[0].length] += step;
        return moved;
    }

    /** The gradient that a tensor has. */
    static double[] gradient(Tensor leaf) {
        return Tensors.toDoubles(leaf.grad());
    }

    /** Features of another view: each turned a little, by what follows from the features alone. */
    public static double[][] viewed(double[][] rows, int view) {
        double[][] turned = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            turned[row] = new double[rows[row].length];
            for (int i = 0; i < turned[row].length; i++) {
                double neighbour = rows[row][(i + view) % turned[row].length];
                turned[row][i] = 0.9 * rows[row][i] + 0.2 * neighbour;
            }
        }
        return turned;
    }
}
