package drolt.analysis;

/**
 * A bound on -log P(z | mu) for every mu within the radius: log of the sum over the samples k of a batch of exp(d(mu_hat,
 * z) - d(mu_hat, z_k) + m_k), with a margin m_k that distinguishes the forms. docs/theory.md derives them.
 */
public enum RobustForm {
    /** Eq. 11: 2 eps, but nothing for all samples of z's class. No bound; see the counterexample in docs/theory.md. */
    PAPER(2, false),
    /** eps once, as in the authors' program, and nothing for all samples of z's class. */
    RELEASED(1, false),
    /** 2 eps for all samples but z itself: a true upper bound. */
    CERTIFIED(2, true),
    /** -2 eps for all samples but z itself: a true lower bound. */
    LOWER(-2, true);

    private final double factor;
    private final boolean sparesOnlyItself;

    RobustForm(double factor, boolean sparesOnlyItself) {
        this.factor = factor;
        this.sparesOnlyItself = sparesOnlyItself;
    }

    /** Its value for one sample. */
    double value(BoundBatch batch, int sample, double radius) {
        double[] distances = batch.distances(batch.centroid(sample));
        double[] exponents = new double[distances.length];
        for (int k = 0; k < exponents.length; k++) {
            boolean spared = sparesOnlyItself ? k == sample : batch.label(k) == batch.label(sample);
            exponents[k] = distances[sample] - distances[k] + (spared ? 0 : factor * radius);
        }
        return BoundBatch.logSumExp(exponents);
    }

    /** How far it lies beyond what was found; below 0 where it is violated. */
    double gap(double value, LossRange found) {
        return this == LOWER ? found.least() - value : value - found.greatest();
    }
}
