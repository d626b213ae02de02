package drolt.report;

import drolt.experiment.ArmResult;
import drolt.experiment.RunResult;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a report's numbers ask for, each with the command that does it.
 *
 * <p>They speak of the best arm of the first run. Test numbers name a question here, never the answer: what is tried next
 * is measured anew.
 */
final class NextSteps {
    /** Many less few, in fractions, that a classifier leaning to frequent classes shows. */
    private static final double LEANING = 0.2;
    /** Nearest class mean less classifier, in fractions, beyond what a few images make. */
    private static final double BETTER_FEATURES = 0.02;

    private final List<ReportRun> runs;
    private final ReportRun run;
    private final RunResult result;
    private final ArmResult best;
    private final List<Step> steps = new ArrayList<>();

    /**
     * Something to do.
     *
     * @param reason and what it leads to, a sentence or two
     * @param command as it is typed where the run's folder lies
     */
    record Step(String reason, String command) {}

    private NextSteps(List<ReportRun> runs) {
        this.runs = runs;
        run = runs.get(0);
        result = run.result();
        best = result.arms().stream()
                .max(Comparator.comparing(arm -> arm.told().accuracy()))
                .orElseThrow();
    }

    static List<Step> of(List<ReportRun> runs) {
        NextSteps next = new NextSteps(runs);
        if (Files.isRegularFile(next.run.folder().resolve("recipe.yaml"))) {
            next.leaning();
            next.features();
            next.seeds();
        }
        next.analyses();
        return List.copyOf(next.steps);
    }

    private void leaning() {
        Double many = best.told().many();
        Double few = best.told().few();
        if (many != null && few != null && many - few > LEANING && isPlain() && !hasStage("logit-adjustment")) {
            steps.add(new Step(
                    best.name() + " recognises " + percent(many) + " % of many and " + percent(few)
                            + " % of few: it leans to frequent classes. Logit adjustment shifts its answers by how"
                            + " frequent a class is, and trains nothing.",
                    withStage("adjusted", "{kind: logit-adjustment, after: " + last() + "}")));
        }
    }

    private void features() {
        if (best.told().ncm() - best.told().accuracy() > BETTER_FEATURES && isPlain() && !hasStage("classifier")) {
            steps.add(new Step(
                    "The nearest class mean is right on " + percent(best.told().ncm()) + " %, the classifier of "
                            + best.name()
                            + " on " + percent(best.told().accuracy())
                            + " %: its features are better than what it makes of them. A classifier trained anew on"
                            + " balanced draws uses them.",
                    withStage("retrained", "{kind: classifier, after: " + last() + "}")));
        }
    }

    private void seeds() {
        List<Long> seeds =
                runs.stream().map(one -> one.result().seed()).distinct().toList();
        if (seeds.size() > 1) {
            return;
        }
        long other = seeds.get(0) + 1;
        String folder = run.inCommands() + "-seed" + other;
        steps.add(new Step(
                "One seed says nothing about noise. Train another one and report both: each row then has its mean and"
                        + " deviation.",
                train() + " --set seed=" + other + " --output " + word(folder) + " && drolt report "
                        + runs.stream().map(one -> word(one.inCommands())).collect(Collectors.joining(" ")) + " "
                        + word(folder) + " -o report.html"));
    }

    private void analyses() {
        boolean hasRadii = result.stages().values().stream()
                .anyMatch(stage -> stage.history().stream()
                        .anyMatch(epoch -> !epoch.radii().isEmpty()));
        steps.add(new Step(
                "Figures of what goes wrong: errors on training and test images, precision, recall and confusion by how"
                        + " frequent a class is" + (hasRadii ? ", and whether radii hold the true centroids" : "")
                        + ".",
                "drolt analyze " + word(run.inCommands()) + " --only rank,errors"
                        + (hasRadii ? ",radii,coverage" : "")));
    }

    /** Whether the best arm ends with a training of the whole network. */
    private boolean isPlain() {
        return kind(last()).equals("train");
    }

    private String last() {
        return result.configuration().path("arms").path(best.name()).asString("");
    }

    private boolean hasStage(String kind) {
        return stages().propertyNames().stream().anyMatch(name -> kind(name).equals(kind));
    }

    private String kind(String stage) {
        return stages().path(stage).path("kind").asString("");
    }

    private JsonNode stages() {
        return Objects.requireNonNull(result.configuration().path("stages"));
    }

    private String withStage(String name, String stage) {
        String free = name;
        for (int number = 2;
                stages().has(free) || result.configuration().path("arms").has(free);
                number++) {
            free = name + number;
        }
        return train() + " --set " + word("stages." + free + "=" + stage) + " --set arms." + free + "=" + free
                + " --output " + word(run.inCommands() + "-" + free);
    }

    private String train() {
        return "drolt train " + word(run.inCommands() + "/recipe.yaml");
    }

    /** One word for a shell. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f", 100 * fraction);
    }
}
