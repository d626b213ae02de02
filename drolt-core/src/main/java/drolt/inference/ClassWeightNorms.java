package drolt.inference;

import drolt.model.Network;
import drolt.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** How long each class's row of a classifier's weight is: classifiers trained on a long tail favour long rows. */
public final class ClassWeightNorms {
    private ClassWeightNorms() {}

    /**
     * Euclidean norms of the rows of the matrix that has a row a class.
     *
     * @return [C]; empty where the classifier has no such matrix
     */
    public static double[] of(Network network, int classCount) {
        for (Tensor parameter : network.classifier().parameters().values()) {
            if (parameter.dim() == 2 && parameter.size(0) == classCount) {
                return rows(Tensors.toFloats(parameter), classCount);
            }
        }
        return new double[0];
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
