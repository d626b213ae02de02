package drolt.loss.robust;

import drolt.tensor.Distances;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** d, the divergence of a feature from a centroid. Gradients are finite everywhere, and 0 at distance 0. */
public enum DistanceKind {
    /** |mu - z|, the paper's. */
    EUCLIDEAN {
        @Override
        Tensor between(Tensor centroids, Tensor features) {
            // features first: their gradient then needs no transposed copies
            return Distances.euclidean(features, centroids).t();
        }
    },
    /** |mu - z|^2. */
    SQUARED_EUCLIDEAN {
        @Override
        Tensor between(Tensor centroids, Tensor features) {
            return EUCLIDEAN.between(centroids, features).square();
        }
    },
    /** 1 - cos(mu, z); a vector shorter than 1e-4 counts as that long, so that gradients stay bounded at 0. */
    COSINE {
        @Override
        Tensor between(Tensor centroids, Tensor features) {
            return unit(centroids).matmul(unit(features).t()).neg().add(new Scalar(1.0));
        }
    },
    /** log(1 + |mu - z|^2), heavier-tailed: the exponential of its negative is a Student t density's shape. */
    STUDENT_T {
        @Override
        Tensor between(Tensor centroids, Tensor features) {
            return SQUARED_EUCLIDEAN.between(centroids, features).log1p();
        }
    };

    private static final double SMALLEST_NORM = 1e-4;

    /**
     * All pairs.
     *
     * @param centroids float [P, D]
     * @param features float [B, D]
     * @return float [P, B]
     */
    abstract Tensor between(Tensor centroids, Tensor features);

    /** Whether it obeys the triangle inequality, on which the bound rests. */
    boolean isMetric() {
        return this == EUCLIDEAN;
    }

    private static Tensor unit(Tensor rows) {
        Tensor norm = rows.norm(new ScalarOptional(new Scalar(2.0)), new long[] {1}, true);
        return rows.div(norm.clamp_min(new Scalar(SMALLEST_NORM)));
    }
}
