package drolt.data;

/**
 * How many images each class keeps, from the first label to the last.
 *
 * <p>Source: Cao et al., Learning Imbalanced Datasets with Label-Distribution-Aware Margin Loss, section 4.1, and its
 * released program; with one difference: where the number of classes is odd, {@link #STEP} counts the middle class
 * among the small ones (the program forgets the last class).
 */
public enum LongTailProfile {
    /** Falls exponentially: {@code int(n_max * (1/IF)^(c/(C-1)))}. */
    EXP {
        @Override
        int count(double largest, double imbalanceFactor, int label, int classCount) {
            double exponent = classCount == 1 ? 0 : (double) label / (classCount - 1);
            // StrictMath: the floor below must fall the same way on every machine
            return (int) (largest * StrictMath.pow(1 / imbalanceFactor, exponent));
        }
    },

    /** The first half of the classes keeps all, the other {@code int(n_max / IF)}. */
    STEP {
        @Override
        int count(double largest, double imbalanceFactor, int label, int classCount) {
            return (int) (label < classCount / 2 ? largest : largest / imbalanceFactor);
        }
    },

    /** All images, whatever the imbalance factor. */
    NONE {
        @Override
        int count(double largest, double imbalanceFactor, int label, int classCount) {
            return (int) largest;
        }
    };

    /**
     * The number of images of each class.
     *
     * @param largest images of the largest class, n_max; a fraction where a balanced data set does not divide evenly
     * @param imbalanceFactor largest over smallest count, at least 1
     * @param classCount number of classes, at least 1
     */
    public ClassCounts counts(double largest, double imbalanceFactor, int classCount) {
        int[] counts = new int[classCount];
        for (int label = 0; label < classCount; label++) {
            counts[label] = count(largest, imbalanceFactor, label, classCount);
        }
        return ClassCounts.of(counts);
    }

    abstract int count(double largest, double imbalanceFactor, int label, int classCount);
}
