package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;
import drolt.analysis.OwnMass;
import drolt.analysis.OwnMass.Margin;
import drolt.analysis.SharedBackbone;
import drolt.configuration.ConfigException;
import drolt.data.Shot;
import drolt.experiment.FinishedRun;
import drolt.figure.Axis;
import drolt.figure.Figure;
import drolt.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the radii leave of the robust loss: own mass and pull, with and without them. */
final class OwnMassAnalysis implements Analysis {
    private static final int COLUMNS = 2;
    private static final long SEED = 1;

    @Override
    public String name() {
        return "own-mass";
    }

    @Override
    public String description() {
        return "share of the denominator that falls to a class's own samples, and what the radii leave of the loss's pull";
    }

    @Override
    public AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings) {
        runs.requireSameCounts();
        List<String> notes = new ArrayList<>();
        List<OwnMass> measured = new ArrayList<>();
        for (SharedBackbone backbone : Shown.first(SharedBackbone.of(runs.arms()), "backbones", notes)) {
            Optional<double[]> radii = backbone.radii();
            if (radii.isPresent() && Arrays.stream(radii.get()).allMatch(Double::isFinite)) {
                measured.add(OwnMass.of(backbone.label(), backbone.pass(), radii.get(), SEED));
            } else {
                notes.add(backbone.label() + ": was trained without radii, so there is nothing that they could change");
            }
        }
        if (measured.isEmpty()) {
            throw new ConfigException(runs.runs().get(0).folder()
                    + ": no chosen arm has the backbone of a stage with radii; train one with loss.kind dro-lt");
        }
        FinishedRun run = runs.runs().get(0);
        measured.forEach(one -> notes.add(byShot(one, run)));
        return new AnalysisResult(List.of(byClass(measured, RankAxis.of(runs))), notes);
    }

    /** Mean P_c and what is left of the pull, many, medium and few. */
    private static String byShot(OwnMass one, FinishedRun run) {
        int classCount = run.shotCounts().classCount();
        List<String> groups = new ArrayList<>();
        for (Shot shot : Shot.values()) {
            boolean[] group = new boolean[classCount];
            for (int label = 0; label < classCount; label++) {
                group[label] = run.shots().of(run.shotCounts().of(label)) == shot;
            }
            double before = OwnMass.mean(one.forces(Margin.NONE), group);
            groups.add(String.format(
                    Locale.ROOT,
                    "%s own mass %.3f without radius, %.3f with eps, %.3f with 2 eps, pull %.2f and %.2f of that without",
                    ShotNames.of(shot),
                    OwnMass.mean(one.masses(Margin.NONE), group),
                    OwnMass.mean(one.masses(Margin.ONCE), group),
                    OwnMass.mean(one.masses(Margin.TWICE), group),
                    OwnMass.mean(one.forces(Margin.ONCE), group) / before,
                    OwnMass.mean(one.forces(Margin.TWICE), group) / before));
        }
        return one.label() + ": " + String.join("; ", groups);
    }

    private static Figure byClass(List<OwnMass> measured, RankAxis ranks) {
        List<Panel> panels = new ArrayList<>();
        ClassTable table = new ClassTable(ranks, List.of("arms", "margin"), List.of("own_mass", "pull"));
        for (OwnMass one : measured) {
            panels.add(ranks.panel(
                    one.label(), Axis.linear("own mass P_c").fromZero(), courses(margin -> one.masses(margin))));
            panels.add(ranks.panel(
                    one.label(), Axis.linear("pull F_c").fromZero(), courses(margin -> one.forces(margin))));
            for (Margin margin : Margin.values()) {
                double[] masses = one.masses(margin);
                double[] forces = one.forces(margin);
                table.rows(List.of(one.label(), name(margin)), label -> List.of(masses[label], forces[label]));
            }
        }
        return new Figure(
                "own-mass-by-class",
                "Share of the denominator that falls to the class's own samples, and the sum of what the class's term"
                        + " weighs distances with, without radius, with the last epoch's and with twice that, in batches"
                        + " of 128 training features, by class from the most frequent to the rarest. "
                        + ranks.smoothing(),
                panels,
                COLUMNS,
                table.build());
    }

    private static Map<String, double[]> courses(Function<Margin, double[]> values) {
        Map<String, double[]> courses = new LinkedHashMap<>();
        for (Margin margin : Margin.values()) {
            courses.put(name(margin), values.apply(margin));
        }
        return courses;
    }

    private static String name(Margin margin) {
        return switch (margin) {
            case NONE -> "eps = 0";
            case ONCE -> "eps";
            case TWICE -> "2 eps";
        };
    }
}
