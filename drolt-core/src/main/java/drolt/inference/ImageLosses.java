package drolt.inference;

/** Takes what a classifier would lose on one image after the other. */
@FunctionalInterface
public interface ImageLosses {
    /**
     * Takes an image.
     *
     * @param image its position
     * @param label its class
     * @param losses cross-entropy with each class as the true one [C], {@code -log} of its probability
     */
    void accept(int image, int label, float[] losses);
}
