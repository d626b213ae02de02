package drolt.inference;

import drolt.model.Network;
import drolt.tensor.NoGrad;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;

/** How long each class's row of a classifier's weight is: classifiers trained on a long tail favour long rows. */
public final class ClassWeightNorms {
    private ClassWeightNorms() {}

    /**
     * Euclidean norms of {@link drolt.model.Classifier#classWeights}.
     *
     * @return [C]; empty where the classifier has no weight vectors of classes
     */
    public static double[] of(Network network) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            return network.classifier()
                    .classWeights()
                    .map(weights -> rows(Tensors.toFloats(weights), (int) weights.size(0)))
                    .orElseGet(() -> new double[0]);
        }
    }

    private static double[] rows(float[] values, int rows) {
        double[] norms = new double[rows];
        int columns = values.length / rows;
        for (int row = 0; row < rows; row++) {
            double squares = 0;
            for (int column = 0; column < columns; column++) {
                double value = values[row * columns + column];
                squares += value * value;
            }
            norms[row] = Math.sqrt(squares);
        }
        return norms;
    }
}
