package drolt.report;

import drolt.analysis.ClassRanks;
import drolt.data.ShotLimits;
import drolt.evaluation.EvaluationReport.ClassReport;
import drolt.experiment.ArmPredictions;
import drolt.experiment.ArmResult;
import drolt.experiment.RunResult;
import drolt.experiment.StageRecord;
import drolt.recipe.Recipe;
import drolt.report.ChartData.ArmData;
import drolt.report.ChartData.ClassData;
import drolt.report.ChartData.SampleData;
import drolt.report.ChartData.StageData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs to the numbers that the page's script draws. */
final class ChartAssembly {
    private final List<ReportRun> runs;
    private final RunResult first;
    private final int[] labels; // by rank
    private final Embeddings embeddings = new Embeddings();
    private final Pictures pictures;
    private final List<String> files;

    /** @param files of the test images; empty: they have none */
    ChartAssembly(List<ReportRun> runs, Pictures pictures, List<String> files) {
        this.runs = runs;
        this.pictures = pictures;
        this.files = files;
        first = runs.get(0).result();
        labels = ClassRanks.labels(first.trainingCounts());
    }

    /**
     * Everything. First shown is the best arm, the one that it is compared with left out.
     *
     * @param baseline name of the arm that others are compared with
     * @param sprite the sampled images; null: not at hand
     */
    ChartData assemble(String baseline, @Nullable SpriteSheet sprite) {
        List<ArmResult> results =
                runs.stream().flatMap(run -> run.result().arms().stream()).toList();
        int compared =
                Math.max(0, results.stream().map(ArmResult::name).toList().indexOf(baseline));
        int shown = IntStream.range(0, results.size())
                .filter(index -> index != compared)
                .boxed()
                .max(Comparator.comparing(index -> results.get(index).told().accuracy()))
                .orElse(compared);
        List<ArmData> arms = new ArrayList<>();
        for (ReportRun run : runs) {
            for (int i = 0; i < run.result().arms().size(); i++) {
                ArmPredictions said =
                        run.predictions().isEmpty() ? null : run.predictions().get(i);
                boolean embedded = arms.size() == compared || arms.size() == shown;
                arms.add(arm(run, run.result().arms().get(i), said, embedded));
            }
        }
        return new ChartData(
                classes(),
                IntStream.of(labels).boxed().toList(),
                arms,
                shown,
                compared,
                stages(),
                sample(sprite),
                embeddings.found(),
                List.of(limits().manyAbove(), limits().fewBelow()));
    }

    private String name(ReportRun run, String part) {
        return runs.size() == 1 ? part : part + " [" + run.name() + "]";
    }

    private ShotLimits limits() {
        return first.arms().get(0).evaluation().shotLimits();
    }

    private List<ClassData> classes() {
        ShotLimits limits = limits();
        List<ClassData> classes = new ArrayList<>();
        for (ClassReport report : first.arms().get(0).evaluation().classes()) {
            int images = first.trainingCounts().get(report.label());
            classes.add(new ClassData(
                    first.classNames().get(report.label()),
                    images,
                    limits.of(images).name().toLowerCase(Locale.ROOT),
                    report.samples()));
        }
        return classes;
    }

    private ArmData arm(ReportRun run, ArmResult arm, @Nullable ArmPredictions said, boolean embedded) {
        List<ClassReport> classes = arm.evaluation().classes();
        List<@Nullable Double> recall = new ArrayList<>();
        List<@Nullable Double> precision = new ArrayList<>();
        List<@Nullable Integer> confusedWith = new ArrayList<>();
        for (ClassReport report : classes) {
            recall.add(Rounding.of(report.recall()));
            precision.add(Rounding.of(report.precision()));
            OptionalInt other = report.mostConfusedWith();
            confusedWith.add(other.isPresent() ? (Integer) other.getAsInt() : null);
        }
        List<Integer> predicted = new ArrayList<>();
        List<Integer> confidence = new ArrayList<>();
        if (said != null) {
            for (int position : said.sample()) {
                predicted.add(said.predictions().predicted()[position]);
                confidence.add(Rounding.percent(said.predictions().confidence()[position]));
            }
        }
        String name = name(run, arm.name());
        return new ArmData(
                name,
                recall,
                precision,
                confusedWith,
                classes.stream().map(ClassReport::confusions).toList(),
                radii(run, arm.name()),
                ShotCalibration.of(arm.evaluation(), first.trainingCounts(), said),
                chain(run, arm.name()),
                Mistakes.pairs(arm),
                said == null ? List.of() : Mistakes.data(said, files, pictures),
                ConfusionGrid.of(arm, ClassRanks.ranks(labels)),
                predicted,
                confidence,
                said == null ? null : embeddings.of(name, said.features(), embedded));
    }

    /** Indices among all stages that have been trained: those of the arm's chain, or all of its run. */
    private List<Integer> chain(ReportRun run, String arm) {
        Set<String> chain = new HashSet<>(run.result().stages().keySet());
        Recipe recipe = run.recipe();
        if (recipe != null) {
            chain.retainAll(recipe.config()
                    .chain(Objects.requireNonNull(recipe.config().arms().get(arm))));
        }
        List<Integer> indices = new ArrayList<>();
        int index = 0;
        for (ReportRun other : runs) {
            for (Map.Entry<String, StageRecord> stage : other.result().stages().entrySet()) {
                if (!stage.getValue().history().isEmpty()) {
                    if (other.name().equals(run.name()) && chain.contains(stage.getKey())) {
                        indices.add(index);
                    }
                    index++;
                }
            }
        }
        return indices;
    }

    /** Those of the last stage of the arm's chain that has any. */
    private static List<Double> radii(ReportRun run, String arm) {
        Recipe recipe = run.recipe();
        if (recipe == null) {
            return List.of();
        }
        List<String> chain = new ArrayList<>(recipe.config()
                .chain(Objects.requireNonNull(recipe.config().arms().get(arm))));
        Collections.reverse(chain);
        for (String stage : chain) {
            StageRecord record = run.result().stages().get(stage);
            if (record != null && !record.history().isEmpty()) {
                List<Double> radii =
                        record.history().get(record.history().size() - 1).radii();
                if (!radii.isEmpty()) {
                    return Rounding.ofAll(radii);
                }
            }
        }
        return List.of();
    }

    private List<StageData> stages() {
        StageCurves curves = new StageCurves(limits(), first.trainingCounts());
        List<StageData> stages = new ArrayList<>();
        for (ReportRun run : runs) {
            run.result().stages().forEach((name, record) -> {
                if (!record.history().isEmpty()) {
                    stages.add(curves.of(name(run, name), record));
                }
            });
        }
        return stages;
    }

    private @Nullable SampleData sample(@Nullable SpriteSheet sprite) {
        return runs.stream()
                .flatMap(run -> run.predictions().stream())
                .findFirst()
                .map(said -> new SampleData(
                        IntStream.of(said.features().labels()).boxed().toList(),
                        sprite == null ? 0 : sprite.columns(),
                        sprite == null ? 0 : sprite.rows()))
                .orElse(null);
    }
}
