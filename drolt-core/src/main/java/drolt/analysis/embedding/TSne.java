package drolt.analysis.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * t-SNE: lays points out in the plane so that near ones stay near.
 *
 * <pre>{@code
 * KL = sum_ij p_ij log(p_ij / q_ij),   q_ij = (1 + |y_i - y_j|^2)^-1 / Z
 * dKL/dy_i = 4 sum_j (p_ij - q_ij) (1 + |y_i - y_j|^2)^-1 (y_i - y_j)
 * }</pre>
 *
 * <p>Starts from the two principal axes, or from given places, so that two networks' features of the same images can be
 * laid out in one frame. The same input gives the same places to the bit, whatever the number of threads.
 *
 * <p>Source: van der Maaten and Hinton, 2008; Barnes-Hut form of van der Maaten, 2014; learning rate N / 12 of Belkina et
 * al., Automated optimized parameters for t-SNE, 2019, never below 50 as in scikit-learn.
 */
public final class TSne {
    private static final double EXAGGERATION = 12;
    private static final int EXAGGERATED_STEPS = 250;
    private static final double EARLY_MOMENTUM = 0.5;
    private static final double LATE_MOMENTUM = 0.8;
    private static final double SMALLEST_RATE = 50;
    private static final double SMALLEST_GAIN = 0.01;
    private static final double INITIAL_DEVIATION = 1e-4;
    private static final int FEWEST = 4;

    private TSne() {}

    /**
     * Lays points out.
     *
     * @param rows row-major [N, dimension], finite, N at least 4
     * @param initial where to start, an earlier embedding of as many points, interleaved x and y [2 N]; null: the
     *     principal axes
     * @return places, interleaved x and y [2 N], their mean at the origin
     * @throws IllegalArgumentException if there are fewer than 4 points, a value is not finite, or sizes do not fit
     */
    public static double[] embed(float[] rows, int dimension, double @Nullable [] initial, TSneOptions options) {
        int size = requirePoints(rows, dimension);
        double perplexity = Math.min(options.perplexity(), (size - 1) / 3.0);
        SparseAffinities affinities = SparseAffinities.of(rows, dimension, perplexity);
        if (initial == null) {
            double[] places = PrincipalAxes.coordinates(rows, dimension, INITIAL_DEVIATION);
            descend(affinities, places, EXAGGERATED_STEPS, options);
            return places;
        }
        double[] places = copy(initial, size);
        descend(affinities, places, 0, options); // exaggeration would pull the frame together and lose it
        return places;
    }

    private static int requirePoints(float[] rows, int dimension) {
        int size = rows.length / dimension;
        if (size < FEWEST || size * dimension != rows.length) {
            throw new IllegalArgumentException(
                    rows.length + " values of dimension " + dimension + ": needs at least " + FEWEST + " whole rows");
        }
        for (int i = 0; i < rows.length; i++) {
            if (!Float.isFinite(rows[i])) {
                throw new IllegalArgumentException("row " + i / dimension + " holds " + rows[i]);
            }
        }
        return size;
    }

    private static double[] copy(double[] initial, int size) {
        if (initial.length != 2 * size) {
            throw new IllegalArgumentException(initial.length / 2 + " places for " + size + " points");
        }
        return initial.clone();
    }

    private static void descend(
            SparseAffinities affinities, double[] places, int exaggeratedSteps, TSneOptions options) {
        double rate = Math.max(affinities.size() / EXAGGERATION, SMALLEST_RATE);
        double[] update = new double[places.length];
        double[] gains = new double[places.length];
        Arrays.fill(gains, 1);
        for (int step = 0; step < options.iterations(); step++) {
            boolean early = step < exaggeratedSteps;
            double[] gradient = gradient(affinities, places, early ? EXAGGERATION : 1, options.theta());
            double momentum = early ? EARLY_MOMENTUM : LATE_MOMENTUM;
            for (int i = 0; i < places.length; i++) {
                boolean sameWay = gradient[i] * update[i] > 0;
                gains[i] = Math.max(SMALLEST_GAIN, sameWay ? gains[i] * 0.8 : gains[i] + 0.2);
                update[i] = momentum * update[i] - rate * gains[i] * gradient[i];
                places[i] += update[i];
            }
            center(places);
        }
    }

    /**
     * dKL/dy with all p multiplied by {@code exaggeration}.
     *
     * @param places interleaved [2 N]
     * @return interleaved [2 N]
     */
    static double[] gradient(SparseAffinities affinities, double[] places, double exaggeration, double theta) {
        int size = affinities.size();
        QuadTree tree = new QuadTree(places);
        double[] push = new double[2 * size];
        double[] mass = new double[size];
        double[] pull = new double[2 * size];
        IntStream.range(0, size).parallel().forEach(i -> {
            double[] sums = new double[3];
            tree.push(i, theta, sums);
            push[2 * i] = sums[0];
            push[2 * i + 1] = sums[1];
            mass[i] = sums[2];
            pull(affinities, places, i, pull);
        });
        double total = 0; // in one order, so that threads change no bit
        for (double ofPoint : mass) {
            total += ofPoint;
        }
        double[] gradient = new double[2 * size];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 4 * (exaggeration * pull[i] - push[i] / total);
        }
        return gradient;
    }

    private static void pull(SparseAffinities affinities, double[] places, int i, double[] pull) {
        double x = places[2 * i];
        double y = places[2 * i + 1];
        for (int entry = affinities.starts()[i]; entry < affinities.starts()[i + 1]; entry++) {
            int j = affinities.neighbors()[entry];
            double dx = x - places[2 * j];
            double dy = y - places[2 * j + 1];
            double weight = affinities.values()[entry] / (1 + dx * dx + dy * dy);
            pull[2 * i] += weight * dx;
            pull[2 * i + 1] += weight * dy;
        }
    }

    private static void center(double[] places) {
        int size = places.length / 2;
        double x = 0;
        double y = 0;
        for (int i = 0; i < size; i++) {
            x += places[2 * i] / size;
            y += places[2 * i + 1] / size;
        }
        for (int i = 0; i < size; i++) {
            places[2 * i] -= x;
            places[2 * i + 1] -= y;
        }
    }
}
