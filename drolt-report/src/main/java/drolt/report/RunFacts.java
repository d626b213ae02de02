package drolt.report;

import drolt.configuration.ConfigWriter;
import drolt.evaluation.ClassMeans;
import drolt.experiment.ArmResult;
import drolt.experiment.RunResult;
import drolt.experiment.RunState;
import drolt.experiment.StageRecord;
import drolt.recipe.Recipe;
import drolt.reproduction.RunCost;
import drolt.reproduction.StageCost;
import drolt.training.EpochMetrics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What made a run, and what it took.
 *
 * @param facts name and value
 * @param arms accuracies of this run alone
 * @param stages what each took; the last line is their sum
 * @param configuration the resolved recipe
 */
record RunFacts(String name, List<Fact> facts, List<List<String>> arms, List<StageLine> stages, String configuration) {
    private static final String UNKNOWN = "-";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);
    private static final double GIGA = 1e9;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    /** A name and what it is. */
    record Fact(String name, String value) {}

    /** A stage's cost in words. */
    record StageLine(String name, String epochs, String images, String time, String operations) {}

    static RunFacts of(ReportRun run) {
        RunResult result = run.result();
        List<Fact> facts = new ArrayList<>(when(run.state()));
        facts.add(new Fact("recipe", result.recipe()));
        facts.add(new Fact("seed", String.valueOf(result.seed())));
        facts.add(new Fact("selection of epochs", selection(result)));
        facts.add(new Fact("training images", images(result) + ", fingerprint " + result.dataFingerprint()));
        facts.add(new Fact(
                "test images",
                grouped(result.arms().get(0).evaluation().samples()) + ", fingerprint " + result.testFingerprint()));
        facts.add(new Fact("run's fingerprint", result.fingerprint()));
        facts.add(new Fact("machine settings", result.environment().inWords()));
        List<String> leftOut = result.leftOutImages();
        if (leftOut != null) {
            facts.add(new Fact("left out", leftOut.size() + " images that could not be used; run.json names them"));
        }
        facts.add(new Fact(
                "versions",
                "drolt " + result.versions().drolt() + ", engine "
                        + result.versions().engine() + ", Java "
                        + result.versions().java() + ", "
                        + result.versions().system()));
        Recipe recipe = run.recipe();
        return new RunFacts(
                run.name(),
                facts,
                result.arms().stream().map(RunFacts::accuracies).toList(),
                stages(run),
                recipe == null ? result.configuration().toPrettyString() : ConfigWriter.yaml(recipe.config()));
    }

    /** When it was made, how long it took and by which command. */
    private static List<Fact> when(@Nullable RunState state) {
        if (state == null) {
            return List.of(new Fact("date", "not kept by this run, which an older version made"));
        }
        String command = state.command();
        String reason = state.begun() == null ? "an older version made the run" : "a program called the library";
        return List.of(
                new Fact("command", command == null ? "not kept: " + reason : command),
                new Fact("begun", date(state.firstStarted())),
                new Fact("finished", date(state.updated())),
                new Fact("duration", time(state.secondsWorked()) + ", pauses left out"));
    }

    /** A point in time to the minute. */
    static String date(Instant instant) {
        return DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String selection(RunResult result) {
        return switch (result.selection()) {
            case LAST -> "the last epoch, nothing selected";
            case VALIDATION -> "the best epoch on a validation split";
            case TEST -> "the best epoch on the TEST set; to be compared with nothing but its like";
        };
    }

    private static String images(RunResult result) {
        long total =
                result.trainingCounts().stream().mapToLong(Integer::longValue).sum();
        int most = result.trainingCounts().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int fewest = result.trainingCounts().stream()
                .mapToInt(Integer::intValue)
                .min()
                .orElse(0);
        double split =
                result.configuration().path("dataset").path("validationShare").asDouble(0);
        String included = split > 0 ? ", those split off for validation included" : "";
        return grouped(total) + " of " + result.classNames().size() + " classes, " + grouped(most) + " to "
                + grouped(fewest) + " a class" + included;
    }

    private static List<String> accuracies(ArmResult arm) {
        List<String> cells = new ArrayList<>();
        cells.add(arm.name());
        ClassMeans told = arm.told();
        for (Double value : new Double[] {told.accuracy(), told.many(), told.med(), told.few(), told.ncm()}) {
            cells.add(value == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f", 100 * value));
        }
        return cells;
    }

    private static List<StageLine> stages(ReportRun run) {
        Map<String, Double> operations = operations(run.recipe());
        List<StageLine> lines = new ArrayList<>();
        long images = 0;
        double seconds = 0;
        double total = 0;
        for (Map.Entry<String, StageRecord> stage : run.result().stages().entrySet()) {
            List<EpochMetrics> history = stage.getValue().history();
            long ofStage = history.stream().mapToLong(EpochMetrics::images).sum();
            double time = history.stream().mapToDouble(EpochMetrics::seconds).sum();
            Double counted = operations.get(stage.getKey());
            images += ofStage;
            seconds += time;
            total += counted == null ? 0 : counted;
            lines.add(new StageLine(
                    stage.getKey(),
                    String.valueOf(history.size()),
                    grouped(ofStage),
                    time(time),
                    counted == null ? UNKNOWN : giga(counted)));
        }
        lines.add(
                new StageLine("all", "", grouped(images), time(seconds), operations.isEmpty() ? UNKNOWN : giga(total)));
        return lines;
    }

    /** Twice the multiply-adds of each stage, as it was planned; empty where they cannot be counted. */
    private static Map<String, Double> operations(@Nullable Recipe recipe) {
        Map<String, Double> operations = new LinkedHashMap<>();
        if (recipe != null) {
            RunCost.of(recipe.config()).ifPresent(cost -> {
                for (StageCost stage : cost.stages()) {
                    operations.put(stage.stage(), 2 * stage.multiplyAdds());
                }
            });
        }
        return operations;
    }

    private static String giga(double operations) {
        return String.format(Locale.ROOT, "%,.0f", operations / GIGA);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < SECONDS_OF_A_MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return whole < SECONDS_OF_AN_HOUR
                ? whole / SECONDS_OF_A_MINUTE + " min " + whole % SECONDS_OF_A_MINUTE + " s"
                : whole / SECONDS_OF_AN_HOUR + " h " + whole % SECONDS_OF_AN_HOUR / SECONDS_OF_A_MINUTE + " min";
    }
}
