package drolt.board;

import drolt.experiment.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One folder of the runs folder, and what was read of it. For one thread. */
final class RunEntry {
    private static final String REPORT = "report.html";
    private static final String CURVES = "metrics.jsonl";

    private final Path folder;
    private final String name;
    private final CachedFile<RunRecordFile> record;
    private final CachedFile<RunState> state;
    private final CachedFile<ResultArms> result;

    RunEntry(Path folder) {
        this.folder = folder;
        this.name = String.valueOf(folder.getFileName());
        record = new CachedFile<>(folder.resolve("run.json"), RunRecordFile::read);
        state = new CachedFile<>(folder.resolve("state.json"), file -> RunState.read(file.path()));
        result = new CachedFile<>(folder.resolve("result.json"), ResultArms::read);
    }

    /**
     * The run as it stands.
     *
     * @param problems takes a line for each thing that cannot be shown
     */
    Optional<RunRow> row(Instant now, List<String> problems) {
        Optional<RunRecordFile> recorded = record.get();
        if (recorded.isEmpty()) {
            String problem = record.problem();
            problems.add(
                    name + ": " + (problem == null ? "is not a run's folder (no run.json)" : problem) + "; skipped");
            return Optional.empty();
        }
        Optional<RunState> said = state.get();
        Optional<ResultArms> measured = result.get();
        Stream.of(state.problem(), result.problem())
                .filter(problem -> problem != null)
                .forEach(problem -> problems.add(name + "/" + problem + "; not shown"));
        Optional<PlainFile> curves = find(CURVES, problems);
        return Optional.of(row(
                recorded.get(),
                said.orElse(null),
                measured.orElse(null),
                curves.map(file -> file.modified().toMillis()).orElse(0L),
                find(REPORT, problems).isPresent(),
                now));
    }

    private RunRow row(
            RunRecordFile recorded,
            @Nullable RunState said,
            @Nullable ResultArms measured,
            long curves,
            boolean report,
            Instant now) {
        RunStatus status = RunStatus.of(measured != null, said, now);
        boolean active = status == RunStatus.TRAINING || status == RunStatus.MEASURING;
        Instant modified = Instant.ofEpochMilli(curves);
        return new RunRow(
                name,
                status,
                recorded.recipe(),
                recorded.dataset(),
                recorded.seed(),
                said == null ? null : said.stage(),
                said == null ? 0 : said.position(),
                said == null ? 0 : said.stages(),
                said == null ? 0 : said.epoch(),
                said == null ? 0 : said.epochs(),
                measured != null ? Double.valueOf(1) : said == null ? null : said.progress(),
                said == null ? null : said.loss(),
                said == null || !active ? null : said.imagesPerSecond(),
                said == null || !active ? null : said.secondsLeft(),
                said == null ? modified : said.started(),
                said == null ? modified : said.updated(),
                note(status, said),
                measured == null ? List.of() : measured.arms(),
                measured != null && measured.testSelected(),
                report,
                curves);
    }

    private static @Nullable String note(RunStatus status, @Nullable RunState said) {
        return switch (status) {
            case BROKEN_OFF -> "its process fell silent; the command that began it resumes it";
            case UNKNOWN -> "not finished, and says nothing of itself";
            case INTERRUPTED, DIVERGED, FAILED -> said == null ? null : said.note();
            default -> null;
        };
    }

    private Optional<PlainFile> find(String file, List<String> problems) {
        try {
            return PlainFile.find(folder.resolve(file));
        } catch (IOException e) {
            problems.add(name + "/" + file + " " + e.getMessage() + "; not shown");
            return Optional.empty();
        }
    }

    /** The curves' file. */
    static Path curves(Path folder) {
        return folder.resolve(CURVES);
    }
}
