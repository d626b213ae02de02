package drolt.inference;

import drolt.configuration.ConfigException;

/** Receives the images in their order; exactly one of the two methods is called for each. */
public interface ClassificationListener {
    /**
     * An image was classified.
     *
     * @param index its position, from 0
     */
    void classified(int index, Classification classification);

    /**
     * An image cannot be classified. What is thrown here ends the work.
     *
     * @param index its position, from 0
     * @param reason one line that names the image
     */
    void refused(int index, ConfigException reason);
}
