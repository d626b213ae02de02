package drolt.analysis;

import drolt.configuration.ConfigException;
import drolt.inference.FeatureMatrix;

/** Refuses features that no statistics can be made of. */
final class FiniteFeatures {
    private FiniteFeatures() {}

    /**
     * Returns the features if all are finite.
     *
     * @param what whose they are, for the message
     * @throws ConfigException naming the first that is NaN or infinite
     */
    static FeatureMatrix require(FeatureMatrix features, String what) {
        float[] values = features.values();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ConfigException(what + ": number " + i % features.dimension() + " of image "
                        + i / features.dimension() + " is " + values[i]
                        + ", so nothing can be measured; the training diverged, leave this arm out with --arm");
            }
        }
        return features;
    }
}
