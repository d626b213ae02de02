package drolt.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The polynomial of least squared error through points, over an x axis that is moved and scaled to [-1, 1] so that the
 * equations stay well conditioned.
 */
public final class PolynomialFit {
    private final double middle;
    private final double halfWidth;
    /** Lowest power first, of the scaled x. */
    private final double[] coefficients;

    private PolynomialFit(double middle, double halfWidth, double[] coefficients) {
        this.middle = middle;
        this.halfWidth = halfWidth;
        this.coefficients = coefficients;
    }

    /**
     * Fits the points; those with a number that is not finite are left out.
     *
     * @param degree the greatest power; less where fewer different x are there
     * @throws IllegalArgumentException if no point is finite
     */
    public static PolynomialFit of(double[] x, double[] y, int degree) {
        int[] used = IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
                .toArray();
        double[] xs = Arrays.stream(used).mapToDouble(i -> x[i]).toArray();
        double[] ys = Arrays.stream(used).mapToDouble(i -> y[i]).toArray();
        if (xs.length == 0) {
            throw new IllegalArgumentException("no points");
        }
        double least = Arrays.stream(xs).min().getAsDouble();
        double greatest = Arrays.stream(xs).max().getAsDouble();
        double middle = (least + greatest) / 2;
        double halfWidth = greatest > least ? (greatest - least) / 2 : 1;
        int distinct = (int) Arrays.stream(xs).distinct().count();
        int size = Math.min(degree, distinct - 1) + 1;
        double[][] equations = new double[size][size + 1];
        for (int i = 0; i < xs.length; i++) {
            double scaled = (xs[i] - middle) / halfWidth;
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    equations[row][column] += Math.pow(scaled, row + column);
                }
                equations[row][size] += Math.pow(scaled, row) * ys[i];
            }
        }
        return new PolynomialFit(middle, halfWidth, solve(equations));
    }

    /** Gaussian elimination with row exchange; the equations are those of positive definite sums of squares. */
    private static double[] solve(double[][] equations) {
        int size = equations.length;
        for (int pivot = 0; pivot < size; pivot++) {
            int best = pivot;
            for (int row = pivot + 1; row < size; row++) {
                if (Math.abs(equations[row][pivot]) > Math.abs(equations[best][pivot])) {
                    best = row;
                }
            }
            double[] exchanged = equations[pivot];
            equations[pivot] = equations[best];
            equations[best] = exchanged;
            for (int row = pivot + 1; row < size; row++) {
                double factor = equations[row][pivot] / equations[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    equations[row][column] -= factor * equations[pivot][column];
                }
            }
        }
        double[] solution = new double[size];
        for (int row = size - 1; row >= 0; row--) {
            double rest = equations[row][size];
            for (int column = row + 1; column < size; column++) {
                rest -= equations[row][column] * solution[column];
            }
            solution[row] = rest / equations[row][row];
        }
        return solution;
    }

    /** The polynomial's value. */
    public double at(double x) {
        double scaled = (x - middle) / halfWidth;
        double value = 0;
        for (int power = coefficients.length - 1; power >= 0; power--) {
            value = value * scaled + coefficients[power];
        }
        return value;
    }

    /** The greatest power that was fitted. */
    public int degree() {
        return coefficients.length - 1;
    }
}
