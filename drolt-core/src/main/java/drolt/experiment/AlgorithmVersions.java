package drolt.experiment;

import drolt.configuration.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Versions of the parts that compute, raised by hand when one of them gives other numbers for the same input.
 *
 * <p>They enter the fingerprints of stages, so that no stored stage is taken for one that would now come out otherwise.
 * A golden run in the tests fails when numbers change and no version was raised.
 */
final class AlgorithmVersions {
    /** By part, sorted: the order of an unsorted map changes from process to process. */
    static final Map<String, Integer> CURRENT = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "augmentation", 1,
            "centroid", 1,
            "data", 1,
            "inference", 1,
            "loss", 1,
            "model", 1,
            "optimizer", 1,
            "radius", 1,
            "sampling", 1,
            "training", 1)));

    private static final int DIGEST_LENGTH = 8;

    private AlgorithmVersions() {}

    /** The program's version and a digest of these numbers: what workers on one folder must have in common. */
    static String ofWorker() {
        Versions versions = Versions.current();
        return versions.drolt() + " (engine " + versions.engine() + ", algorithms "
                + Sha256.of(Json.line(CURRENT)).substring(0, DIGEST_LENGTH) + ")";
    }
}
