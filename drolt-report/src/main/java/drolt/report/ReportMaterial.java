package drolt.report;

import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.experiment.ArmPredictions;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunOptions;
import drolt.experiment.RunResult;
import drolt.experiment.RunState;
import drolt.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made of. Missing images or models leave gaps, which the page names; they are no errors.
 *
 * @param runs at least one
 * @param test the images that all of them were measured on; null: not at hand
 * @param notes what is missing and why, a sentence each
 */
public record ReportMaterial(List<ReportRun> runs, @Nullable ImageDataset test, List<String> notes) {
    public ReportMaterial {
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /**
     * Gathers it from runs' folders.
     *
     * @param folders of finished runs, at least one
     * @param options where the data is
     * @param test the test images, where the caller has them; null: they are looked for
     * @throws ConfigException if a folder holds no finished run
     */
    public static ReportMaterial gather(List<Path> folders, RunOptions options, @Nullable ImageDataset test) {
        Set<String> notes = new LinkedHashSet<>();
        Map<Path, RunResult> results = new LinkedHashMap<>();
        for (Path folder : folders) {
            results.put(folder, RunResult.ofRun(folder));
        }
        List<ReportRun> runs = new ArrayList<>();
        results.forEach((folder, result) -> runs.add(new ReportRun(
                folder,
                name(folder, results.keySet()),
                result,
                recipe(folder, notes),
                predictions(folder, options, notes),
                FinishedRun.open(folder).testImageNames(),
                RunState.ofRun(folder).orElse(null))));
        boolean usable = runs.stream().anyMatch(run -> !run.predictions().isEmpty());
        Path first = results.keySet().iterator().next();
        ImageDataset images = test != null || !usable ? test : images(first, options, notes);
        return new ReportMaterial(runs, images, List.copyOf(notes));
    }

    /** Files of the test images in their order; empty where they have none or it is not known. */
    List<String> files() {
        ImageDataset images = test;
        List<String> kept = runs.stream()
                .map(ReportRun::files)
                .filter(files -> !files.isEmpty())
                .findFirst()
                .orElse(List.of());
        return !kept.isEmpty() || images == null
                ? kept
                : IntStream.range(0, images.size())
                        .mapToObj(images::file)
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** The folder's own name, or its path where two have that name. */
    private static String name(Path folder, Set<Path> all) {
        String name = ReportRun.name(folder);
        long same =
                all.stream().filter(other -> ReportRun.name(other).equals(name)).count();
        return same > 1 ? folder.toString() : name;
    }

    private static @Nullable Recipe recipe(Path folder, Set<String> notes) {
        try {
            return FinishedRun.open(folder).recipe();
        } catch (ConfigException e) {
            notes.add("The recipe cannot be read by this version, so operations are not counted: " + reason(folder, e));
            return null;
        }
    }

    private static List<ArmPredictions> predictions(Path folder, RunOptions options, Set<String> notes) {
        try {
            return FinishedRun.open(folder, options).predictions();
        } catch (ConfigException e) {
            notes.add("No example images and no embedding: the run keeps no predictions of single images, and they"
                    + " cannot be computed (" + reason(folder, e) + ").");
            return List.of();
        }
    }

    private static @Nullable ImageDataset images(Path folder, RunOptions options, Set<String> notes) {
        try {
            return FinishedRun.open(folder, options).test();
        } catch (ConfigException e) {
            notes.add("No example images: " + reason(folder, e));
            return null;
        }
    }

    /** Without the folder: a page is sent to others, whom it does not concern where runs lie here. */
    private static String reason(Path folder, ConfigException e) {
        return String.valueOf(e.getMessage()).replace(folder + ": ", "");
    }
}
