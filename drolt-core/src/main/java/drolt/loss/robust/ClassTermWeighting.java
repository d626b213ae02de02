package drolt.loss.robust;

import drolt.loss.ClassWeighting;

/**
 * w(c) of Eq. 18: how much a sample of class c counts in the robust term.
 *
 * <p>The term is the weighted mean over the batch, so only ratios matter.
 */
public enum ClassTermWeighting {
    /** 1 over the number of the class's samples in the batch: each class that occurs counts once. */
    BATCH {
        @Override
        double weight(int batchCount, int trainingCount) {
            return 1.0 / batchCount;
        }
    },
    /** 1 / n_c, from the training counts. */
    INVERSE_COUNT {
        @Override
        double weight(int batchCount, int trainingCount) {
            return ClassWeighting.INVERSE_COUNT.weight(trainingCount, trainingCount, ClassWeighting.STANDARD_BETA);
        }
    },
    /** 1 over the effective number of training images, beta 0.9999. */
    EFFECTIVE_NUMBER {
        @Override
        double weight(int batchCount, int trainingCount) {
            return ClassWeighting.EFFECTIVE_NUMBER.weight(trainingCount, trainingCount, ClassWeighting.STANDARD_BETA);
        }
    },
    /** Every sample alike. */
    NONE {
        @Override
        double weight(int batchCount, int trainingCount) {
            return 1;
        }
    };

    /** Weight of one sample of a class, both counts at least 1. */
    abstract double weight(int batchCount, int trainingCount);
}
