package drolt.model;

import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The modulated attention as its equations read, in loops over plain doubles. */
final class ModulatedAttentionOracle {
    private ModulatedAttentionOracle() {}

    /** Copies of the values by name. */
    static Map<String, double[]> values(ModulatedAttention attention) {
        Map<String, double[]> values = new LinkedHashMap<>();
        attention.parameters().forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
        return values;
    }

    /** Features of one map, whose values [channels, cells] stand channel by channel. */
    static double[] features(Map<String, double[]> values, double[] map, int channels) {
        int cells = map.length / channels;
        double[][] x = new double[cells][channels];
        for (int i = 0; i < map.length; i++) {
            x[i % cells][i / cells] = map[i];
        }
        double[][] g = rows(values, "g", x);
        double[][] theta = rows(values, "theta", x);
        double[][] phi = rows(values, "phi", x);
        double[] lets = softmax(
                affine(values.get("modulatedatt.fc_spatial.weight"), values.get("modulatedatt.fc_spatial.bias"), map));
        double[] mean = new double[channels];
        for (int i = 0; i < cells; i++) {
            double[] products = new double[cells];
            for (int j = 0; j < cells; j++) {
                for (int k = 0; k < g[0].length; k++) {
                    products[j] += theta[i][k] * phi[j][k];
                }
            }
            double[] shares = softmax(products);
            double[] gathers = new double[g[0].length];
            for (int j = 0; j < cells; j++) {
                for (int k = 0; k < gathers.length; k++) {
                    gathers[k] += shares[j] * g[j][k];
                }
            }
            double[] back = affine(values.get("modulatedatt.conv_mask.weight"), new double[channels], gathers);
            for (int c = 0; c < channels; c++) {
                mean[c] += (x[i][c] + lets[i] * back[c]) / cells;
            }
        }
        double[] weight = values.get("fc_add.weight");
        return weight == null
                ? mean
                : Arrays.stream(affine(weight, values.get("fc_add.bias"), mean))
                        .map(value -> Math.max(0, value))
                        .toArray();
    }

    private static double[][] rows(Map<String, double[]> values, String name, double[][] x) {
        double[] weight = values.get("modulatedatt." + name + ".weight");
        double[] bias = values.get("modulatedatt." + name + ".bias");
        return Arrays.stream(x).map(row -> affine(weight, bias, row)).toArray(double[][]::new);
    }

    private static double[] affine(double[] weight, double[] bias, double[] input) {
        double[] output = bias.clone();
        for (int row = 0; row < output.length; row++) {
            for (int column = 0; column < input.length; column++) {
                output[row] += weight[row * input.length + column] * input[column];
            }
        }
        return output;
    }

    private static double[] softmax(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow(); // products of wide cells are beyond what exp takes
        double[] shares =
                Arrays.stream(values).map(value -> Math.exp(value - largest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
