package drolt.analysis;

import drolt.configuration.ConfigException;
import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunOptions;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finished runs, measured on the same test images, whose arms are put beside each other. */
public final class AnalysedRuns {
    private final Map<FinishedRun, String> runs;
    private final List<AnalysedArm> arms;

    private AnalysedRuns(Map<FinishedRun, String> runs, List<AnalysedArm> arms) {
        this.runs = runs;
        this.arms = arms;
    }

    /**
     * Reads the runs' results.
     *
     * @param folders at least one
     * @param wanted names of arms; empty: all
     * @throws ConfigException if a folder holds no finished run, none has a wanted arm, or test images differ
     */
    public static AnalysedRuns open(
            List<Path> folders, List<String> wanted, RunOptions options, AnalysisProgress progress) {
        List<FinishedRun> runs = new ArrayList<>();
        for (Path folder : new LinkedHashSet<>(folders)) {
            runs.add(FinishedRun.open(folder, options));
        }
        FinishedRun first = runs.get(0);
        for (FinishedRun run : runs) {
            if (!run.result().testFingerprint().equals(first.result().testFingerprint())) {
                throw new ConfigException(run.folder() + ": was measured on other test images than " + first.folder()
                        + "; analyse runs on the same ones together");
            }
        }
        Map<FinishedRun, String> named = new LinkedHashMap<>();
        runs.forEach(run -> named.put(run, name(run, runs)));
        return new AnalysedRuns(named, arms(named, wanted, progress));
    }

    /** The folder's own name, if it distinguishes the runs. */
    private static String name(FinishedRun run, List<FinishedRun> runs) {
        String name = lastName(run);
        boolean alone =
                runs.stream().filter(other -> lastName(other).equals(name)).count() == 1;
        return alone ? name : run.folder().toString();
    }

    private static String lastName(FinishedRun run) {
        Path name = run.folder().toAbsolutePath().normalize().getFileName();
        return name == null ? run.folder().toString() : name.toString();
    }

    private static List<AnalysedArm> arms(
            Map<FinishedRun, String> runs, List<String> wanted, AnalysisProgress progress) {
        Set<String> missing = new LinkedHashSet<>(wanted);
        List<AnalysedArm> arms = new ArrayList<>();
        for (FinishedRun run : runs.keySet()) {
            List<SoftReference<BackbonePass>> known = new ArrayList<>();
            for (ArmResult arm : run.result().arms()) {
                if (wanted.isEmpty() || wanted.contains(arm.name())) {
                    missing.remove(arm.name());
                    arms.add(new AnalysedArm(label(arm.name(), run, runs), run, arm, known, progress));
                }
            }
        }
        if (!missing.isEmpty()) {
            runs.keySet().iterator().next().arm(missing.iterator().next()); // says which there are
        }
        return List.copyOf(arms);
    }

    private static String label(String name, FinishedRun run, Map<FinishedRun, String> runs) {
        return runs.size() == 1 ? name : name + " [" + runs.get(run) + "]";
    }

    public List<FinishedRun> runs() {
        return List.copyOf(runs.keySet());
    }

    /** The chosen arms of all runs, in the runs' order. */
    public List<AnalysedArm> arms() {
        return arms;
    }

    /** The name, and with several runs also the run. */
    public String label(String name, FinishedRun run) {
        return label(name, run, runs);
    }

    /**
     * Refuses runs whose classes have different numbers of training images: an axis of classes by frequency would mean
     * something else for each.
     *
     * @throws ConfigException if they differ
     */
    public void requireSameCounts() {
        FinishedRun first = runs().get(0);
        for (FinishedRun run : runs()) {
            if (!run.result().trainingCounts().equals(first.result().trainingCounts())) {
                throw new ConfigException(run.folder() + ": its classes have other numbers of training images than in "
                        + first.folder() + "; analyse these runs one by one");
            }
        }
    }
}
