package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.comparison.ComparisonTable;
import drolt.comparison.TableRow;
import drolt.configuration.ConfigException;
import drolt.data.MissingDataException;
import drolt.experiment.RunFiles;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.tensor.Engine;
import drolt.training.StepMetrics;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of some hundred generated images and ResNet-8, an epoch a stage. */
class TableReproductionTest {
    private static final List<String> TINY = List.of(
            "dataset.kind=embedded",
            "dataset.imagesOfLargestClass=14",
            "dataset.imbalanceFactor=4",
            "dataset.testImagesPerClass=2",
            "dataset.shots.manyAbove=9",
            "dataset.shots.fewBelow=5",
            "model.depth=8",
            "model.width=4");

    private static int threads;

    @TempDir
    private Path folder;

    @BeforeAll
    static void oneThread() {
        Engine.load();
        threads = Engine.threads();
        Engine.setThreads(1); // two would wait for each other on a busy machine
    }

    @AfterAll
    static void threadsAsBefore() {
        Engine.setThreads(threads);
    }

    /** Counts stages that were trained, and may ask to stop after a number of steps. */
    private static final class Watcher implements TableListener, RunListener {
        private final StopSignal stop = new StopSignal();
        private final List<String> trained = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();
        private final List<String> begun = new ArrayList<>();
        private int stepsLeft;

        Watcher(int stepsLeft) {
            this.stepsLeft = stepsLeft;
        }

        @Override
        public void begins(List<PlannedRun> runs) {
            runs.forEach(run -> begun.add(run.name()));
        }

        @Override
        public RunListener runStarts(PlannedRun run, int position, int runs) {
            return this;
        }

        @Override
        public void imagesAreMissing(List<String> columns, MissingDataException why) {
            missing.add(columns + " " + why.getMessage());
        }

        @Override
        public TrainingListener stageStarts(String name, int position, int stages) {
            trained.add(name);
            return new TrainingListener() {
                @Override
                public void stepEnds(StepMetrics metrics) {
                    if (--stepsLeft == 0) {
                        stop.request();
                    }
                }
            };
        }
    }

    private TableOutcome run(TablePlan plan, String name, Watcher watcher) {
        Path output = folder.resolve(name);
        return new TableReproduction(plan)
                .run(output, new RunOptions(folder, TableReproduction.usualStore(output), 1), watcher, watcher.stop);
    }

    private ComparisonTable completed(TablePlan plan, String name, Watcher watcher) {
        TableOutcome outcome = run(plan, name, watcher);
        assertThat(outcome).isInstanceOf(TableOutcome.Completed.class);
        return ((TableOutcome.Completed) outcome).table();
    }

    private static TablePlan plan(ShippedTable table, Setting setting, int seeds, List<String> rows, String baseline) {
        return TablePlan.of(table, new TableOptions(setting, 0.001, seeds, rows, true, baseline, TINY));
    }

    private static TableRow row(ComparisonTable table, String key) {
        return table.rows().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void stoppedAfterRandomStepsATableEndsAsTheUnbrokenOne() {
        TablePlan plan = plan(ShippedTable.TABLE4, Setting.EQUAL, 2, List.of("dro-lt"), "control");
        ComparisonTable unbroken = completed(plan, "unbroken", new Watcher(0));
        assertThat(row(unbroken, "dro-lt").cell("crt").measured().count()).isEqualTo(2);
        assertThat(row(unbroken, "dro-lt").cell("crt").difference()).isNotNull();
        assertThat(row(unbroken, "control").cell("lws").measured()).isNotNull();
        assertThat(unbroken.paired().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.difference().pairs()).isEqualTo(2));
        assertThat(unbroken.face().lines())
                .anyMatch(line -> line.startsWith("setting: equal: "))
                .contains("schedules: 0.001 of their full length", "selection: last epoch, nothing selected")
                .anyMatch(line -> line.startsWith("recipes changed by --set dataset.kind=embedded --set "));

        Random random = new Random(3);
        int interruptions = 0;
        TableOutcome outcome = run(plan, "broken", new Watcher(1 + random.nextInt(12)));
        while (outcome instanceof TableOutcome.Broken) {
            interruptions++;
            outcome = run(plan, "broken", new Watcher(1 + random.nextInt(12)));
        }
        assertThat(interruptions).isGreaterThan(2);
        Map<String, String> files = RunFiles.of(folder.resolve("broken"));
        assertThat(files).isEqualTo(RunFiles.of(folder.resolve("unbroken")));
        assertThat(files).containsKeys("table.md", "table.csv", "table.tex", "table.json");

        Watcher again = new Watcher(0);
        completed(plan, "broken", again);
        assertThat(again.trained).as("a finished table is not trained again").isEmpty();
    }

    /** The three columns are one data set here, so their stages are one another's. */
    @Test
    void stagesThatRowsAndColumnsShareAreTrainedOnce() throws Exception {
        Watcher watcher = new Watcher(0);
        List<String> rows = List.of("ce", "ride", "crt", "tau-norm", "logit-adjustment", "dro-erm", "dro-learned");
        TablePlan plan = plan(ShippedTable.TABLE1, Setting.AS_PUBLISHED, 1, rows, "ce");
        ComparisonTable table = completed(plan, "table", watcher);
        assertThat(watcher.trained)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(
                        "pretrain",
                        "pretrain-tau-norm",
                        "pretrain-crt",
                        "pretrain-adjusted",
                        "dro-erm",
                        "dro-erm-crt",
                        "dro-learned",
                        "dro-learned-crt",
                        "dro-erm-control",
                        "dro-erm-crt-control");
        TableRow crossEntropy = row(table, "ce");
        assertThat(crossEntropy.cell("if100").published().value()).isEqualTo(38.32);
        assertThat(crossEntropy.cell("if100").measured())
                .isEqualTo(crossEntropy.cell("if10").measured());
        assertThat(row(table, "ride").cell("if100").measured()).isNull();
        assertThat(Files.readString(folder.resolve("table/table.md")))
                .contains(
                        "published numbers only, not run here: RIDE, 3 experts (not in the paper)",
                        "--set dataset.kind=embedded");
    }

    @Test
    void groupsByShotStandInTheirColumnsAndDataThatIsMissingWithItsPublishedNumbers() throws Exception {
        List<String> cifarAlone =
                TINY.stream().map(override -> "if100:" + override).toList();
        TablePlan plan = TablePlan.of(
                ShippedTable.TABLE2,
                new TableOptions(Setting.EQUAL_STRONG, 0.001, 1, List.of("ce"), true, "ce", cifarAlone));
        Watcher watcher = new Watcher(0);
        ComparisonTable table = completed(plan, "table", watcher);
        TableRow row = row(table, "ce");
        double many = row.cell("c100-many").measured().mean();
        double few = row.cell("c100-few").measured().mean();
        double medium = row.cell("c100-med").measured().mean();
        assertThat(row.cell("c100-acc").measured().mean())
                .isBetween(Math.min(Math.min(many, few), medium), Math.max(Math.max(many, few), medium));
        assertThat(row.cell("in-acc").measured()).isNull();
        assertThat(row.cell("in-acc").published().value()).isEqualTo(41.6);
        assertThat(watcher.missing)
                .containsExactly("[ImageNet-LT, ResNet-50] " + folder.resolve("imagenet")
                        + ": there is no such folder; say with --data and dataset.folder where the images lie");
        assertThat(watcher.begun).containsExactly("if100-seed1");
        assertThat(table.face().lines())
                .contains("published numbers only, its images are not here: ImageNet-LT, ResNet-50");
        assertThat(folder.resolve("table/imagenet-lt-seed1")).doesNotExist();
        completed(plan, "table", new Watcher(0));
    }

    @Test
    void whereNoImagesAreThereTheFirstLineSaysSo() {
        TablePlan plan = TablePlan.of(
                ShippedTable.TABLE2, new TableOptions(Setting.EQUAL, 1, 1, List.of(), false, null, List.of()));
        assertThatThrownBy(() -> run(plan, "table", new Watcher(0)))
                .isInstanceOf(MissingDataException.class)
                .hasMessageStartingWith(folder + ": holds no CIFAR-100 (looked for ");
        assertThat(folder.resolve("table")).doesNotExist();
    }

    @Test
    void brokenDataEndsItBeforeAnythingIsTrained() throws Exception {
        Files.createDirectories(folder.resolve("imagenet"));
        for (String part : List.of("train", "val", "test")) {
            Files.writeString(folder.resolve("ImageNet_LT_" + part + ".txt"), part + "/absent.jpg 0\n");
        }
        TablePlan plan = TablePlan.of(
                ShippedTable.TABLE2,
                new TableOptions(
                        Setting.EQUAL, 0.001, 1, List.of("ce"), false, null, List.of("if100:dataset.kind=embedded")));
        assertThatThrownBy(() -> run(plan, "table", new Watcher(0)))
                .isInstanceOf(ConfigException.class)
                .isNotInstanceOf(MissingDataException.class)
                .hasMessageStartingWith(folder.resolve("ImageNet_LT_train.txt") + ":1: there is no image");
    }

    @Test
    void aRowOfWhichNothingIsRunHasItsPublishedNumbers() {
        TablePlan plan = TablePlan.of(
                ShippedTable.TABLE1, new TableOptions(Setting.EQUAL, 1, 1, List.of("ride"), false, null, List.of()));
        ComparisonTable table = completed(plan, "table", new Watcher(0));
        assertThat(row(table, "ride").cell("if100").published().value()).isEqualTo(48.6);
        assertThat(table.face().lines()).noneMatch(line -> line.startsWith("setting") || line.startsWith("seed"));
        assertThat(folder.resolve("table/table.tex")).exists();
    }
}
