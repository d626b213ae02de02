package drolt.comparison;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.experiment.ArmResult;
import drolt.experiment.Environment;
import drolt.experiment.RunRemarks;
import drolt.experiment.RunResult;
import drolt.training.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finished runs on the same test images, their arms grouped: what has the same name and, but for the seed, the same
 * recipe is one arm.
 */
public final class ComparedRuns {
    private final List<ArmGroup> groups;
    private final Set<Selection> selections = new TreeSet<>();
    private final Set<Long> seeds = new TreeSet<>();
    private final List<String> notes = new ArrayList<>();

    private ComparedRuns(Map<String, RunResult> runs) {
        Map<String, Map<String, SortedMap<Long, Observation>>> arms = new LinkedHashMap<>(); // name, identity, seed
        runs.forEach((run, result) -> {
            selections.add(result.selection());
            seeds.add(result.seed());
            for (ArmResult arm : result.arms()) {
                SortedMap<Long, Observation> bySeed = arms.computeIfAbsent(arm.name(), name -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                ArmIdentity.of(result.configuration(), arm.name()), identity -> new TreeMap<>());
                add(bySeed, Observation.of(run, result.seed(), result.dataFingerprint(), arm), arm.name());
            }
        });
        noteMachines(runs);
        noteRemarks(runs);
        groups = groups(arms);
    }

    private static void add(SortedMap<Long, Observation> bySeed, Observation found, String arm) {
        Observation before = bySeed.putIfAbsent(found.seed(), found);
        if (before != null && !before.repeats(found)) {
            throw new ConfigException(found.run() + ": arm '" + arm + "' of seed " + found.seed() + " is also in "
                    + before.run() + ", with other results; leave one of the runs out");
        }
    }

    private List<ArmGroup> groups(Map<String, Map<String, SortedMap<Long, Observation>>> arms) {
        List<ArmGroup> found = new ArrayList<>();
        arms.forEach((name, byIdentity) -> {
            boolean several = byIdentity.size() > 1;
            List<String> first = new ArrayList<>();
            byIdentity.values().forEach(bySeed -> {
                String run = bySeed.values().iterator().next().run();
                first.add(run);
                found.add(new ArmGroup(several ? name + " [" + run + "]" : name, bySeed));
            });
            if (several) {
                notes.add("'" + name + "' has different recipes in " + String.join(", ", first)
                        + ": a row each, no mean over them");
            }
        });
        return List.copyOf(found);
    }

    private void noteRemarks(Map<String, RunResult> runs) {
        Map<String, Set<String>> remarks = new LinkedHashMap<>();
        runs.forEach((run, result) -> RunRemarks.of(result)
                .forEach(remark -> remarks.computeIfAbsent(remark, unknown -> new LinkedHashSet<>())
                        .add(run)));
        remarks.forEach(
                (remark, of) -> notes.add(of.size() == runs.size() ? remark : String.join(", ", of) + ": " + remark));
    }

    private void noteMachines(Map<String, RunResult> runs) {
        Set<String> machines = runs.values().stream()
                .map(RunResult::environment)
                .map(Environment::inWords)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (machines.size() > 1) {
            notes.add("machine settings differ between the runs: " + String.join("; ", machines));
        }
    }

    /**
     * Reads runs' folders.
     *
     * @throws ConfigException if one holds no finished run, or was measured on other test images
     */
    public static ComparedRuns read(List<Path> folders) {
        Map<String, RunResult> runs = new LinkedHashMap<>();
        folders.forEach(folder -> runs.put(folder.toString(), RunResult.ofRun(folder)));
        return of(runs);
    }

    /**
     * Of results.
     *
     * @param runs at least one, by what messages call them
     * @throws ConfigException if they were measured on different test images
     */
    public static ComparedRuns of(Map<String, RunResult> runs) {
        Map.Entry<String, RunResult> first = runs.entrySet().iterator().next();
        runs.forEach((run, result) -> {
            if (!result.testFingerprint().equals(first.getValue().testFingerprint())) {
                throw new ConfigException(run + ": was measured on other test images than " + first.getKey()
                        + "; compare runs on the same ones");
            }
        });
        return new ComparedRuns(runs);
    }

    /** Groups in the order in which the runs have them. */
    public List<ArmGroup> groups() {
        return groups;
    }

    /**
     * The arm of a label.
     *
     * @throws ConfigException if there is none
     */
    public ArmGroup group(String label) {
        List<String> labels = groups.stream().map(ArmGroup::label).toList();
        int position = labels.indexOf(label);
        if (position < 0) {
            throw new ConfigException("no arm is named '" + label + "'" + ClosestName.hint(label, labels));
        }
        return groups.get(position);
    }

    /** Seeds of the runs, rising. */
    public List<Long> seeds() {
        return List.copyOf(seeds);
    }

    /** How the epochs were chosen, in words. */
    public String selection() {
        return selections.stream().map(ComparedRuns::inWords).collect(Collectors.joining("; "));
    }

    private static String inWords(Selection selection) {
        return switch (selection) {
            case LAST -> "last epoch, nothing selected";
            case VALIDATION -> "best epoch on a validation split";
            case TEST -> "best epoch on the TEST set, to be compared with nothing but its like";
        };
    }

    /** What a reader must know beside. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
