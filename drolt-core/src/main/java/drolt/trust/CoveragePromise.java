package drolt.trust;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Over which images a {@link PredictionSets} holds the true class as often as it was asked to.
 *
 * <p>Classes are put into pools, and each pool has a threshold of its own, so that the promise holds for each pool by
 * itself: a Mondrian conformal predictor. One pool of all classes is the usual marginal form, a pool for each class the
 * class-conditional one. Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, section 4.5;
 * Sadinle, Lei and Wasserman, Least Ambiguous Set-Valued Classifiers with Bounded Error Levels, 2019.
 */
public enum CoveragePromise {
    /** Over all images, with classes as frequent as in the validation split. Rare classes may be missed far more often. */
    MARGINAL {
        @Override
        int[] pools(int[] validationImages, int[] trainingImages) {
            return new int[validationImages.length];
        }
    },

    /** For every class. A class with too few validation images, 8 or fewer for 0.9, is in every set. */
    CLASSWISE {
        @Override
        int[] pools(int[] validationImages, int[] trainingImages) {
            return IntStream.range(0, validationImages.length).toArray();
        }
    },

    /**
     * For every class with {@value #LEAST_IMAGES} validation images, and for classes with fewer together with those that
     * are about as frequent in training.
     *
     * <p>Source: clustered conformal prediction, Ding et al., Class-Conditional Conformal Prediction with Many Classes,
     * 2023. Differs in how classes are clustered: by their frequency, which is known of every class, instead of by their
     * scores, of which a rare class has one or none.
     */
    POOLED {
        @Override
        int[] pools(int[] validationImages, int[] trainingImages) {
            int[] byFrequency = IntStream.range(0, trainingImages.length)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer label) -> -trainingImages[label])
                            .thenComparingInt(label -> -validationImages[label]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] pools = new int[trainingImages.length];
            int pool = 0;
            int images = 0;
            for (int label : byFrequency) {
                if (images >= LEAST_IMAGES) {
                    pool++;
                    images = 0;
                }
                pools[label] = pool;
                images += validationImages[label];
            }
            if (images < LEAST_IMAGES && pool > 0) { // too few are left for a pool
                int last = pool;
                return Arrays.stream(pools).map(one -> Math.min(one, last - 1)).toArray();
            }
            return pools;
        }
    };

    /**
     * Validation images of a pool at least. With 40 the coverage of a pool, which is random as its images are, has a
     * standard deviation of 0.05 around 0.9.
     */
    static final int LEAST_IMAGES = 40;

    /**
     * The pool of each class, from 0.
     *
     * @param validationImages of each class [C]
     * @param trainingImages of each class [C]
     */
    abstract int[] pools(int[] validationImages, int[] trainingImages);
}
