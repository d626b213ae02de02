package drolt.loss.robust;

/** How cross-entropy and the robust term are added. */
public enum Combination {
    /** lambda times cross-entropy plus (1 - lambda) times the robust term: Eq. 19. */
    JOINT {
        @Override
        double crossEntropyWeight(double lambda) {
            return lambda;
        }

        @Override
        double robustWeight(double lambda) {
            return 1 - lambda;
        }
    },
    /** Their plain sum, as the program does that the paper's authors released; lambda is not used. */
    SUM {
        @Override
        double crossEntropyWeight(double lambda) {
            return 1;
        }

        @Override
        double robustWeight(double lambda) {
            return 1;
        }
    };

    abstract double crossEntropyWeight(double lambda);

    abstract double robustWeight(double lambda);
}
