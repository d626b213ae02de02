package drolt.training;

import drolt.configuration.ConfigException;
import drolt.evaluation.CentroidMetric;
import drolt.inference.FeatureMatrix;
import drolt.model.LinearClassifier;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;

/**
 * The nearest class mean as a linear classifier, whose largest logit is that of the nearest mean.
 *
 * <pre>{@code
 * m_c  = mean over the class of f, f / |f|, or (f - m) / |f - m|
 * Euclidean (f raw):  w_c = m_c,          b_c = -|m_c|^2 / 2        f.m_c - |m_c|^2 / 2 = (|f|^2 - |f - m_c|^2) / 2
 * cosine:             w_c = m_c / |m_c|,  b_c = -w_c.m (0 where nothing is taken off)
 * }</pre>
 *
 * <p>The norm that a feature is divided by is the same for all classes, so the cosine needs none. Computed in doubles.
 *
 * @param weights w [C][D]
 * @param biases b [C]
 */
record ClassMeanHead(double[][] weights, double[] biases) {
    /**
     * Computes it.
     *
     * @param metric Euclidean for raw features only
     * @throws ConfigException if a class has no feature, and so no mean
     */
    static ClassMeanHead of(FeatureMatrix features, int classCount, FeatureForm form, CentroidMetric metric) {
        double[] centre = form == FeatureForm.CENTRED_UNIT ? mean(features) : new double[features.dimension()];
        double[][] weights = means(features, classCount, form, centre);
        double[] biases = new double[classCount];
        for (int label = 0; label < classCount; label++) {
            double norm = norm(weights[label]);
            if (metric == CentroidMetric.EUCLIDEAN) {
                biases[label] = -norm * norm / 2;
            } else {
                divide(weights[label], norm);
                biases[label] = -product(weights[label], centre);
            }
        }
        return new ClassMeanHead(weights, biases);
    }

    private static double[] mean(FeatureMatrix features) {
        double[] mean = new double[features.dimension()];
        for (int row = 0; row < features.labels().length; row++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += features.values()[row * mean.length + i];
            }
        }
        divide(mean, features.labels().length);
        return mean;
    }

    private static double[][] means(FeatureMatrix features, int classCount, FeatureForm form, double[] centre) {
        double[][] means = new double[classCount][features.dimension()];
        int[] counts = new int[classCount];
        double[] feature = new double[features.dimension()];
        for (int row = 0; row < features.labels().length; row++) {
            for (int i = 0; i < feature.length; i++) {
                feature[i] = features.values()[row * feature.length + i] - centre[i];
            }
            if (form != FeatureForm.RAW) {
                divide(feature, norm(feature));
            }
            int label = features.labels()[row];
            counts[label]++;
            for (int i = 0; i < feature.length; i++) {
                means[label][i] += feature[i];
            }
        }
        for (int label = 0; label < classCount; label++) {
            if (counts[label] == 0) {
                throw new ConfigException("nearest-mean: class " + label + " has no training image and so no mean;"
                        + " every class needs one");
            }
            divide(means[label], counts[label]);
        }
        return means;
    }

    /** A vector of norm 0 has no direction and stays. */
    private static void divide(double[] vector, double divisor) {
        if (divisor > 0) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= divisor;
            }
        }
    }

    private static double norm(double[] vector) {
        return Math.sqrt(product(vector, vector));
    }

    private static double product(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    /** Puts it in a classifier's place, rounded to float32. */
    void copyTo(LinearClassifier classifier) {
        float[] rounded = new float[biases.length];
        for (int label = 0; label < rounded.length; label++) {
            rounded[label] = (float) biases[label];
        }
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            classifier.set(Tensors.floatMatrix(weights), Tensors.floats(rounded, rounded.length));
        }
    }
}
