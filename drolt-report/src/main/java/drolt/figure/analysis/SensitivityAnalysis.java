package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.RecipeKey;
import drolt.analysis.Sweep;
import drolt.experiment.FinishedRun;
import drolt.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Accuracy against each number in which arms differ, and against their radii: Appendix D of the paper. */
final class SensitivityAnalysis implements Analysis {
    @Override
    public String name() {
        return "sensitivity";
    }

    @Override
    public String description() {
        return "accuracy against a value that differs between arms, such as eps or lambda (App. D)";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        List<String> notes = new ArrayList<>();
        List<Figure> figures = figures(Sweep.of(runs), notes);
        if (runs.runs().stream().map(SensitivityAnalysis::counts).distinct().count() > 1) {
            notes.add(
                    "classes have other numbers of training images in each run; many, medium and few are each run's own");
        }
        notes.add("test accuracy is shown here and must choose nothing; drolt tune chooses by validation images");
        return new AnalysisResult(figures, notes);
    }

    private static List<Integer> counts(FinishedRun run) {
        return run.result().trainingCounts();
    }

    /** One a key, and one of the radii where the swept arms have some. */
    static List<Figure> figures(List<Sweep> sweeps, List<String> notes) {
        SortedMap<RecipeKey, List<Sweep>> byKey = new TreeMap<>();
        sweeps.forEach(sweep ->
                byKey.computeIfAbsent(sweep.key(), key -> new ArrayList<>()).add(sweep));
        List<Figure> figures = new ArrayList<>();
        byKey.forEach((key, ofKey) -> {
            List<Sweep> shown = Shown.first(ofKey, "sweeps of " + key.label(), notes);
            figures.add(new SweepFigure(key, shown).figure());
            shown.stream()
                    .flatMap(sweep -> Stream.ofNullable(sweep.reference()))
                    .map(reference -> key.label() + ": the dashed line is "
                            + reference.point().arm() + ", " + reference.inWords())
                    .distinct()
                    .forEach(notes::add);
        });
        RadiusSweepFigure.of(sweeps, notes).ifPresent(figures::add);
        return figures;
    }
}
