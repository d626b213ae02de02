package drolt.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import drolt.configuration.ConfigException;
import drolt.io.Json;
import drolt.io.RecordFiles;
import drolt.training.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code result.json}: the table of a run and all that it rests on. Programs may rely on its keys; what changes their
 * meaning raises {@code formatVersion}.
 *
 * @param selection which epochs were kept; {@code test} means that the test set chose them
 * @param classNames in label order
 * @param trainingCounts images of each class that were trained on or split off for validation, in label order
 * @param arms rows of the table
 * @param stages what each stage's record says, by name
 * @param leftOutImages paths of images that were left out because they cannot be used; null: none
 */
public record RunResult(
        int formatVersion,
        String recipe,
        String fingerprint,
        long seed,
        Selection selection,
        List<ArmResult> arms,
        List<String> classNames,
        List<Integer> trainingCounts,
        Map<String, StageRecord> stages,
        JsonNode configuration,
        String dataFingerprint,
        String testFingerprint,
        Environment environment,
        Versions versions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> leftOutImages) {
    private static final RecordFiles FILES =
            Json.files("the command that made the run measures its arms anew, and trains nothing");

    /** Refuses files that lack a part. */
    public RunResult {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(arms, "arms");
        Objects.requireNonNull(classNames, "classNames");
        Objects.requireNonNull(trainingCounts, "trainingCounts");
        Objects.requireNonNull(stages, "stages");
        Objects.requireNonNull(configuration, "configuration");
        Objects.requireNonNull(dataFingerprint, "dataFingerprint");
        Objects.requireNonNull(testFingerprint, "testFingerprint");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(versions, "versions");
    }

    /** A copy of this result with arms that were measured anew. */
    public RunResult withArms(List<ArmResult> others) {
        return new RunResult(
                formatVersion,
                recipe,
                fingerprint,
                seed,
                selection,
                List.copyOf(others),
                classNames,
                trainingCounts,
                stages,
                configuration,
                dataFingerprint,
                testFingerprint,
                environment,
                versions,
                leftOutImages);
    }

    /**
     * Reads that of a finished run.
     *
     * @throws ConfigException if the folder holds none
     */
    public static RunResult ofRun(Path run) {
        Path file = run.resolve("result.json");
        if (!Files.isDirectory(run)) {
            throw new ConfigException(run + ": there is no such folder; 'drolt runs list' shows the runs");
        }
        if (!Files.exists(file)) {
            throw new ConfigException(
                    Files.exists(run.resolve("run.json"))
                            ? run + ": the run is not finished; the command that began it resumes it"
                            : run + ": is not a run's folder (no run.json in it); 'drolt runs list' shows the runs");
        }
        return read(file);
    }

    /**
     * Reads a file.
     *
     * @throws drolt.configuration.ConfigException if it cannot be read, is damaged, or its parts do not fit each other
     */
    static RunResult read(Path file) {
        return FILES.read(file, RunResult.class, ResultParts::requireWhole);
    }

    void write(Path file) {
        FILES.write(file, this);
    }

    static RunResult of(
            RunRecord record, Selection selection, ExperimentData data, List<ArmResult> arms, FinishedStages finished) {
        return new RunResult(
                RunRecord.FORMAT_VERSION,
                record.recipe(),
                record.fingerprint(),
                record.seed(),
                selection,
                List.copyOf(arms),
                data.train().classNames(),
                java.util.Arrays.stream(data.shotCounts().toArray()).boxed().toList(),
                finished.records(),
                record.configuration(),
                record.dataFingerprint(),
                record.testFingerprint(),
                record.environment(),
                record.versions(),
                record.leftOutImages());
    }
}
