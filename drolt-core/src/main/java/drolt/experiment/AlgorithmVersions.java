package drolt.experiment;

import drolt.io.Json;
import drolt.io.Sha256;
import drolt.training.Selection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Versions of the parts that compute, raised by hand when one of them gives other numbers for the same input.
 *
 * <p>They enter the fingerprints of stages, so that no stored stage is taken for one that would now come out otherwise: a
 * stage has those of the parts that it uses, and version 1 of the others. Where a single kind of loss, stage, sampler or
 * transform changes, its entry in {@link #KINDS} is raised, and the stages that name no such kind stay findable. A golden
 * run in the tests fails when numbers change and no version was raised.
 */
final class AlgorithmVersions {
    /** By part, sorted: the order of an unsorted map changes from process to process. */
    static final Map<String, Integer> CURRENT = Collections.unmodifiableMap(new TreeMap<>(Map.of(
            "augmentation", 1,
            "centroid", 1,
            "data", 1,
            "inference", 2,
            "loss", 1,
            "model", 1,
            "optimizer", 1,
            "radius", 1,
            "sampling", 1,
            "training", 1)));

    /** By the name that recipes know a kind by; what is not here is at version 1. */
    static final Map<String, Integer> KINDS = Map.of();

    /** Parts that a stage uses if it has one of these keys; it uses all others. */
    private static final Map<String, Set<String>> KEYS = Map.of(
            "loss", Set.of("loss"),
            "optimizer", Set.of("optimizer"),
            "radius", Set.of("radius"),
            "sampling", Set.of("sampler", "rebalancingSampler"));

    /** Kinds of stages and classifiers that compute with a network's answers beside their training steps. */
    private static final Set<String> KINDS_THAT_INFER =
            Set.of("classifier", "sm-dragon", "nearest-mean", "tau-norm", "meta-embedding");

    private static final int DIGEST_LENGTH = 8;

    private AlgorithmVersions() {}

    /**
     * What enters the fingerprint of a stage.
     *
     * @param identity all else that determines its result
     */
    static Map<String, Integer> usedBy(JsonNode identity) {
        return usedBy(identity, CURRENT, KINDS);
    }

    static Map<String, Integer> usedBy(JsonNode identity, Map<String, Integer> parts, Map<String, Integer> kinds) {
        Map<String, Integer> used = new TreeMap<>();
        parts.forEach((part, version) -> {
            Set<String> keys = KEYS.get(part);
            boolean uses = part.equals("inference")
                    ? infers(identity)
                    : keys == null || keys.stream().anyMatch(key -> identity.findValue(key) != null);
            used.put(part, uses ? version : 1);
        });
        Set<String> named = new HashSet<>(identity.findValuesAsString("kind"));
        kinds.forEach((kind, version) -> {
            if (named.contains(kind)) {
                used.put("kind " + kind, version);
            }
        });
        return used;
    }

    /** Whether centroids are measured, features are computed ahead, or what is kept is selected by what was measured. */
    private static boolean infers(JsonNode identity) {
        return identity.findValue("centroids") != null
                || identity.findValuesAsString("kind").stream().anyMatch(KINDS_THAT_INFER::contains)
                || identity.findValuesAsString("selection").stream()
                        .anyMatch(selection -> !selection.equalsIgnoreCase(Selection.LAST.name()));
    }

    /** The program's version and a digest of these numbers: what workers on one folder must have in common. */
    static String ofWorker() {
        Versions versions = Versions.current();
        return versions.drolt() + " (engine " + versions.engine() + ", algorithms "
                + Sha256.of(Json.line(CURRENT) + (KINDS.isEmpty() ? "" : Json.line(new TreeMap<>(KINDS))))
                        .substring(0, DIGEST_LENGTH)
                + ")";
    }
}
