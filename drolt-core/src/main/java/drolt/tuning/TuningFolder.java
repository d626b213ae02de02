package drolt.tuning;

import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.io.AtomicFiles;
import drolt.io.CsvField;
import drolt.io.RecordFiles;
import drolt.recipe.ExperimentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a tuning keeps what it finds.
 *
 * <pre>
 * tuning.json            what is tuned
 * trials/003/rung-1/     recipe.yaml, metrics.jsonl and trial.json of a trial
 * trials.jsonl, .csv     a line for each trial.json
 * best.yaml              the recipe of the best trial, at full length
 * stages/                stages, which trials share, unless another store is given
 * </pre>
 */
public final class TuningFolder {
    private static final Logger LOG = LoggerFactory.getLogger(TuningFolder.class);
    private static final RecordFiles CLAIMS = new RecordFiles(
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build(),
            "if this folder is that of the tuning you mean, remove the file, and the same command writes it anew");

    private final Path root;

    /** What {@code tuning.json} says. */
    private record Claim(String content, String identity) {
        Claim {
            Objects.requireNonNull(content, "content");
            Objects.requireNonNull(identity, "identity");
        }
    }

    public TuningFolder(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /** Where stages are kept if nothing else is said. */
    public Path usualStore() {
        return root.resolve("stages");
    }

    public Path best() {
        return root.resolve("best.yaml");
    }

    /** The folder of a trial on a rung, counted from 0. */
    Path trial(Trial trial, int rung) {
        return root.resolve("trials")
                .resolve(String.format(Locale.ROOT, "%03d", trial.number()))
                .resolve("rung-" + (rung + 1));
    }

    Optional<TrialRecord> record(Trial trial, int rung) {
        Path file = trial(trial, rung).resolve("trial.json");
        Optional<TrialRecord> stored = TrialRecord.read(file);
        if (stored.isPresent() && !stored.get().isOf(trial, rung)) {
            LOG.warn("{}: is of another trial; this one is measured anew", file);
            return Optional.empty();
        }
        return stored;
    }

    void write(Trial trial, int rung, ExperimentConfig recipe) {
        AtomicFiles.writeString(trial(trial, rung).resolve("recipe.yaml"), ConfigWriter.yaml(recipe));
    }

    void write(Trial trial, int rung, TrialRecord record) {
        record.write(trial(trial, rung).resolve("trial.json"));
    }

    /**
     * Says what is tuned here, or sees that it is the same.
     *
     * @throws ConfigException if it is another tuning
     */
    void claim(String content, String identity) {
        Path file = root.resolve("tuning.json");
        Claim claim = new Claim(content, identity);
        if (!Files.exists(file)) {
            CLAIMS.write(file, claim);
        }
        Claim stored = CLAIMS.read(file, Claim.class);
        if (!stored.equals(claim)) {
            String what = stored.identity().equals(identity)
                    ? "recipe, space, arm or scale"
                    : "data, machine settings (OMP_NUM_THREADS sets the threads) or version of drolt";
            throw new ConfigException(
                    root + ": holds another tuning, with other " + what + "; choose another --output");
        }
    }

    /** Writes both logs of all that was measured. */
    void writeLogs(Collection<String> keys, List<TrialRecord> records) {
        AtomicFiles.writeString(
                root.resolve("trials.jsonl"),
                records.stream().map(TrialRecord::toLine).collect(Collectors.joining()));
        List<String> headings = new ArrayList<>(List.of("trial", "rung", "scale", "accuracy"));
        headings.addAll(keys);
        StringBuilder csv = new StringBuilder(line(headings));
        for (TrialRecord record : records) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(record.trial()),
                    Integer.toString(record.rung()),
                    Double.toString(record.scale()),
                    record.accuracy() == null ? "" : record.accuracy().toString()));
            keys.forEach(key -> cells.add(record.values().getOrDefault(key, "")));
            csv.append(line(cells));
        }
        AtomicFiles.writeString(root.resolve("trials.csv"), csv.toString());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvField::of).collect(Collectors.joining(",")) + "\n";
    }
}
