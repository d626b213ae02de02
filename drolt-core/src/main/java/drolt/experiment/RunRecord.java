package drolt.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import drolt.configuration.ConfigWriter;
import drolt.io.CanonicalForm;
import drolt.io.Json;
import drolt.io.RecordFiles;
import drolt.io.Sha256;
import drolt.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code run.json}: what a run is, so that it can be repeated.
 *
 * @param formatVersion of this file and of {@code result.json}
 * @param fingerprint SHA-256 (hex) over all that determines the result
 * @param configuration the resolved recipe
 * @param dataFingerprint of the images trained on
 * @param testFingerprint of the images measured on
 * @param leftOutImages paths of images that were left out as {@code dataset.onBadImage} says, when the run began; null:
 *     none. They may be removed: the run goes on without them
 */
public record RunRecord(
        int formatVersion,
        String recipe,
        String fingerprint,
        long seed,
        JsonNode configuration,
        String dataFingerprint,
        String testFingerprint,
        Environment environment,
        Map<String, Integer> algorithmVersions,
        Versions versions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> leftOutImages) {
    /** Refuses files that lack a part. */
    public RunRecord {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(configuration, "configuration");
        Objects.requireNonNull(dataFingerprint, "dataFingerprint");
        Objects.requireNonNull(testFingerprint, "testFingerprint");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(algorithmVersions, "algorithmVersions");
        Objects.requireNonNull(versions, "versions");
    }

    public static final int FORMAT_VERSION = 1;

    private static final RecordFiles FILES = Json.files("remove it, and the command that began the run makes it anew");

    /**
     * Reads a file.
     *
     * @throws drolt.configuration.ConfigException if it cannot be read or is damaged
     */
    static RunRecord read(Path file) {
        return FILES.read(file, RunRecord.class);
    }

    void write(Path file) {
        FILES.write(file, this);
    }

    static RunRecord of(
            Recipe recipe, ExperimentData data, @Nullable PretrainedWeights pretrained, Environment environment) {
        String train = data.train().fingerprint();
        String test = data.test().fingerprint();
        ObjectNode configuration = CanonicalForm.of(recipe.config());
        Map<String, Integer> algorithmVersions = AlgorithmVersions.usedBy(configuration);
        String determining = String.join(
                "\n",
                CanonicalForm.text(configuration),
                train,
                test,
                Json.line(environment),
                Json.line(algorithmVersions) + (pretrained == null ? "" : "\n" + pretrained.digest()));
        return new RunRecord(
                FORMAT_VERSION,
                recipe.name(),
                Sha256.of(determining),
                recipe.config().seed(),
                Json.tree(ConfigWriter.canonicalJson(recipe.config())),
                train,
                test,
                environment,
                algorithmVersions,
                Versions.current(),
                data.leftOut().isEmpty() ? null : data.leftOut());
    }

    /** This one with what another record says of images that are left out. */
    RunRecord leavingOut(@Nullable List<String> images) {
        return new RunRecord(
                formatVersion,
                recipe,
                fingerprint,
                seed,
                configuration,
                dataFingerprint,
                testFingerprint,
                environment,
                algorithmVersions,
                versions,
                images);
    }

    /**
     * What another run has otherwise, in words.
     *
     * @param ofFiles whether the images are files of the user's own
     */
    String differences(RunRecord other, boolean ofFiles) {
        List<String> differences = new ArrayList<>();
        if (!configuration.equals(other.configuration)) {
            differences.add("recipe");
        }
        if (!dataFingerprint.equals(other.dataFingerprint) || !testFingerprint.equals(other.testFingerprint)) {
            boolean sameQuestion = configuration.equals(other.configuration);
            differences.add(sameQuestion && ofFiles ? "data (images were added, removed or replaced since)" : "data");
        }
        if (!environment.equals(other.environment)) {
            differences.add("machine settings (" + environment.inWords() + " then, " + other.environment.inWords()
                    + " now; OMP_NUM_THREADS sets the threads)");
        }
        if (!algorithmVersions.equals(other.algorithmVersions)) {
            differences.add("version of drolt");
        }
        return differences.isEmpty() ? "weights of model.pretrained" : String.join(", ", differences);
    }
}
