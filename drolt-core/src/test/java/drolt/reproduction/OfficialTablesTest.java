package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.comparison.ComparisonTable;
import drolt.comparison.TableRow;
import drolt.data.MissingDataException;
import drolt.data.PhotoTree;
import drolt.experiment.RunListener;
import drolt.experiment.RunOptions;
import drolt.tensor.Engine;
import drolt.training.StopSignal;
import drolt.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns of photographs, every stage an epoch long, on generated images in the official layouts. */
class OfficialTablesTest {
    private static final int[] TAIL = {24, 14, 10, 8, 5, 5};
    private static final int[] EACH = {1, 1, 1, 1, 1, 1};

    private static int threads;

    @TempDir
    private Path data;

    private final List<String> missing = new ArrayList<>();
    private final List<Path> checked = new ArrayList<>(); // lists that are gone once they have been checked

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

    private void write(String folder, String part, String list, int... counts) throws IOException {
        Files.writeString(data.resolve(list), PhotoTree.write(data.resolve(folder), part, counts));
    }

    private static TablePlan plan(ShippedTable table, Setting setting, List<String> overrides) {
        return TablePlan.of(table, new TableOptions(setting, 0.001, 1, List.of(), true, "ce", overrides));
    }

    /** The recipes of one data set with small images and batches and a narrow network. */
    private static TablePlan small(ShippedTable table, Setting setting, String images) {
        Set<String> overrides =
                new LinkedHashSet<>(List.of("augmentation.0.size=32", "testView.0.size=36", "testView.1.size=32"));
        overrides.addAll(List.of("model.width=1", "dataset.shots.manyAbove=13", "dataset.shots.fewBelow=6"));
        plan(table, setting, List.of()).runsOfOneSeed().stream()
                .filter(run -> run.data().equals(images))
                .forEach(run -> run.recipe().config().stages().forEach((name, stage) -> {
                    TrainingPlan training = stage.plan().orElse(null);
                    if (training != null && !name.endsWith("-control")) {
                        overrides.add("stages." + name + ".batchSize=33");
                        overrides.add("stages." + name + ".sampler.draws=null");
                        overrides.add("stages." + name + ".optimizer.learningRate=0.001"); // three steps from nothing
                        if (training.augmentation() != null
                                && !training.augmentation().isEmpty()) {
                            overrides.add("stages." + name + ".augmentation.0.size=32");
                        }
                    }
                }));
        return plan(
                table,
                setting,
                overrides.stream().map(override -> images + ":" + override).toList());
    }

    private ComparisonTable table(TablePlan plan) {
        TableListener listener = new TableListener() {
            @Override
            public void begins(List<PlannedRun> runs) {
                checked.forEach(list -> assertThat(list.toFile().delete()).isTrue());
            }

            @Override
            public RunListener runStarts(PlannedRun run, int position, int runs) {
                return RunListener.NONE;
            }

            @Override
            public void imagesAreMissing(List<String> columns, MissingDataException why) {
                missing.add(columns + " " + why.getMessage());
            }
        };
        Path output = data.resolve("table");
        RunOptions options = new RunOptions(data, TableReproduction.usualStore(output), 1);
        TableOutcome outcome = new TableReproduction(plan).run(output, options, listener, new StopSignal());
        assertThat(outcome).isInstanceOf(TableOutcome.Completed.class);
        return ((TableOutcome.Completed) outcome).table();
    }

    private static List<String> measured(ComparisonTable table, String column) {
        return table.rows().stream()
                .filter(row -> row.cell(column).measured() != null)
                .map(TableRow::key)
                .toList();
    }

    @Test
    void everyRowOfTable3RunsEachWithItsRecipeOnListsThatAreReadOnce() throws IOException {
        checked.add(data.resolve("iNaturalist18_train.txt"));
        write("inaturalist18", "train_val2018/train", "iNaturalist18_train.txt", TAIL);
        write("inaturalist18", "train_val2018/val", "iNaturalist18_val.txt", EACH);
        ComparisonTable table = table(small(ShippedTable.TABLE3, Setting.AS_PUBLISHED, "inaturalist18"));
        assertThat(measured(table, "acc"))
                .containsExactly(
                        "ce",
                        "ldam",
                        "tau-norm",
                        "lws",
                        "balanced-softmax",
                        "logit-adjusted",
                        "smdragon",
                        "ssl",
                        "ssp-ce",
                        "ssp-crt",
                        "dro-learned",
                        "control");
        assertThat(table.paired().lines())
                .as("also of the row with its own run")
                .hasSize(11);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyRowOfTable2OnImageNetRunsAlsoWithoutCifar() throws IOException {
        write("imagenet", "train", "ImageNet_LT_train.txt", TAIL);
        write("imagenet", "held", "ImageNet_LT_val.txt", EACH);
        write("imagenet", "val", "ImageNet_LT_test.txt", EACH);
        ComparisonTable table = table(small(ShippedTable.TABLE2, Setting.EQUAL, "imagenet-lt"));
        assertThat(measured(table, "in-acc"))
                .containsExactly(
                        "ce",
                        "tau-norm",
                        "crt",
                        "logit-adjustment",
                        "balanced-softmax",
                        "logit-adjusted",
                        "smdragon",
                        "ssl",
                        "ssp-ce",
                        "ssp-crt",
                        "dro-erm",
                        "dro-shared",
                        "dro-count",
                        "dro-learned",
                        "control");
        assertThat(measured(table, "in-few")).hasSize(15);
        assertThat(measured(table, "c100-acc")).isEmpty();
        assertThat(missing).singleElement().asString().startsWith("[CIFAR-100-LT, ResNet-32] " + data + ": holds no");
        assertThat(table.face().lines())
                .contains("published numbers only, its images are not here: CIFAR-100-LT, ResNet-32");
    }
}
