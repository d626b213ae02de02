package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.experiment.RunRemoval;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes runs. */
@Command(
        name = "remove",
        header = "Removes runs.",
        description = "Removes runs, after asking: what drolt wrote in their folders, and nothing else.",
        footer = {
            "%nA run that a process works in is refused. Files of your own in its folder stay, and so does the folder then.",
            "%nExamples:",
            "  drolt runs remove quickstart-0b1f7c52",
            "  drolt runs remove runs/seed1 runs/seed2 --yes"
        })
final class RunsRemoveCommand implements Callable<Integer> {
    private final ConsoleOptions console;
    private final InputStream answers;

    @Parameters(arity = "1..*", paramLabel = "<run>", description = "Folders of the runs, or their names in runs.")
    private List<Path> runs = List.of();

    @Option(
            names = {"-y", "--yes"},
            description = "Removes without asking.")
    private boolean yes;

    /**
     * @param answers where the user's answer is read
     */
    RunsRemoveCommand(ConsoleOptions console, InputStream answers) {
        this.console = console;
        this.answers = answers;
    }

    @Override
    public Integer call() {
        Map<Path, RunRemoval> removals = new LinkedHashMap<>();
        try {
            for (Path run : RunNames.find(runs)) { // all are looked at before the first is removed
                if (!removals.containsKey(run.normalize())) {
                    removals.put(run.normalize(), RunRemoval.prepare(run));
                }
            }
            if (!yes && !agreed(removals)) {
                console.problem("nothing was removed");
                return ExitCode.FAILED;
            }
            removals.forEach(this::remove);
        } finally {
            removals.values().forEach(RunRemoval::close);
        }
        return ExitCode.OK;
    }

    private boolean agreed(Map<Path, RunRemoval> removals) {
        String names =
                String.join(", ", removals.keySet().stream().map(Path::toString).toList());
        long bytes = removals.values().stream().mapToLong(RunRemoval::bytes).sum();
        return console.consent("remove " + names + " (" + size(bytes) + ")?", answers)
                .orElseThrow(
                        () -> new ConfigException("--yes: is needed where nobody can be asked; nothing was removed"));
    }

    private void remove(Path run, RunRemoval removal) {
        removal.remove();
        console.print("removed " + run + " (" + size(removal.bytes()) + ")");
        if (!removal.others().isEmpty()) {
            console.note(run + ": stays with what is not drolt's, for example "
                    + removal.others().get(0).getFileName());
        }
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) (1L << 20));
    }
}
