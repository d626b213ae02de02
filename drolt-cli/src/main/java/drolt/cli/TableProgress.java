package drolt.cli;

import drolt.data.MissingDataException;
import drolt.experiment.RunListener;
import drolt.experiment.RunOutcome;
import drolt.reproduction.PlannedRun;
import drolt.reproduction.TableEta;
import drolt.reproduction.TableListener;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Shows a table's progress: a line a stage, with the time that the whole table will still take. */
final class TableProgress implements TableListener, AutoCloseable {
    private final ConsoleOptions console;
    private @Nullable TableEta eta; // null: nobody knows how long it will take
    private final Map<String, RunProgress> runs = new HashMap<>();
    private String announced = "";
    private String awaited = "";

    TableProgress(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public void begins(List<PlannedRun> made) {
        eta = TableEta.of(made, System::nanoTime).orElse(null);
    }

    @Override
    public RunListener runStarts(PlannedRun run, int position, int count) {
        close();
        if (!announced.equals(run.name())) {
            announced = run.name();
            console.note("run " + position + " of " + count + ": " + run.name());
        }
        return runs.computeIfAbsent(run.name(), name -> new RunProgress(console, watch(name)));
    }

    @Override
    public void imagesAreMissing(List<String> columns, MissingDataException missing) {
        console.note(String.join("; ", columns) + ": awaits its images: " + missing.getMessage());
    }

    private RunProgress.Watch watch(String run) {
        TableEta known = eta;
        if (known == null) {
            return RunProgress.Watch.NONE;
        }
        return new RunProgress.Watch() {
            @Override
            public void starts(String stage, double share) {
                known.stageStarts(run, stage, share);
            }

            @Override
            public String reaches(String stage, double share) {
                known.stageAt(run, stage, share);
                OptionalDouble seconds = known.secondsLeft();
                return seconds.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", table %.0f %%, %s left",
                                Math.floor(100 * known.shareDone()),
                                PlanLines.duration(seconds.getAsDouble()));
            }

            @Override
            public void ends(String stage) {
                known.stageEnds(run, stage);
            }
        };
    }

    @Override
    public void waits(PlannedRun run, RunOutcome.Taken taken) {
        close();
        String line = "waiting for " + taken.what() + " of " + run.name() + ", which " + taken.by() + " has";
        if (!awaited.equals(line)) {
            awaited = line;
            console.note(line);
        }
    }

    @Override
    public void close() {
        runs.values().forEach(RunProgress::close);
    }
}
