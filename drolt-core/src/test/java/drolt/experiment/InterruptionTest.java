package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.recipe.Recipe;
import drolt.worker.Leases;
import drolt.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that stop, go on, and find damage; each ends with the bits of one that never stopped. */
class InterruptionTest {
    private static final Recipe RECIPE =
            TinyRecipe.read(TinyRecipe.ALL_STATES, "selection=last", "stages.moving.patienceEpochs=null");

    @TempDir
    private static Path shared;

    @TempDir
    Path folder;

    private static Path unbroken;
    private static int steps;

    @BeforeAll
    static void runUnbroken() {
        unbroken = shared.resolve("unbroken");
        TinyRun run = new TinyRun(RECIPE, unbroken);
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(run.trained())
                .as("a stage that two arms share is trained once")
                .doesNotHaveDuplicates()
                .hasSize(6);
        steps = run.steps().size();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void stoppedAfterRandomStepsItGoesOnInTheMiddleOfTheEpoch(long seed) {
        Random random = new Random(seed);
        int interruptions = 0;
        int stepsInAll = 0;
        RunOutcome outcome;
        do {
            int last = 1 + random.nextInt(12);
            TinyRun run = new TinyRun(RECIPE, folder).stopAfterStep(step -> step == last);
            outcome = run.run();
            stepsInAll += run.steps().size();
            interruptions++;
        } while (outcome instanceof RunOutcome.Interrupted);
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(interruptions).isGreaterThan(8);
        assertThat(stepsInAll).as("no step is done twice").isEqualTo(steps);
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
    }

    /** What may happen to a file. */
    private enum Damage {
        CUT {
            @Override
            byte[] of(byte[] bytes) {
                return Arrays.copyOf(bytes, bytes.length / 2);
            }
        },
        ALTERED {
            @Override
            byte[] of(byte[] bytes) {
                byte[] altered = bytes.clone();
                altered[altered.length - 9] ^= 4;
                return altered;
            }
        },
        EMPTIED {
            @Override
            byte[] of(byte[] bytes) {
                return new byte[0];
            }
        };

        abstract byte[] of(byte[] bytes);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void aDamagedNewestCheckpointIsNamedAndTheOneBeforeItUsed(Damage damage) throws IOException {
        new TinyRun(RECIPE, folder).stopAfterEpoch("features", 2).run();
        Path newest = folder.resolve("stages/features/checkpoints/epoch-00002-step-0000000.safetensors");
        Files.write(newest, damage.of(Files.readAllBytes(newest)));

        TinyRun resumed = new TinyRun(RECIPE, folder);
        assertThat(resumed.run()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(resumed.warnings()).anyMatch(line -> line.contains(newest.toString()) && line.contains("damaged"));
        assertThat(resumed.steps().get(0).epoch())
                .as("epoch that is done again")
                .isEqualTo(1);
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void withoutAnySoundCheckpointTheStageBeginsAnew(Damage damage) throws IOException {
        new TinyRun(RECIPE, folder).stopAfterEpoch("exact", 2).run();
        for (Path file : files(folder.resolve("stages/exact/checkpoints"))) {
            Files.write(file, damage.of(Files.readAllBytes(file))); // records too
        }
        TinyRun resumed = new TinyRun(RECIPE, folder);
        assertThat(resumed.run()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(resumed.steps().get(0).epoch()).isZero();
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stages/pretrain/weights.safetensors", "stages/pretrain/stage.json"})
    void aStageWhoseResultIsDamagedIsTrainedAnewAndTheOthersAreNot(String file) throws IOException {
        copy(unbroken, folder);
        Path damaged = folder.resolve(file);
        Files.write(damaged, Damage.CUT.of(Files.readAllBytes(damaged)));

        TinyRun run = new TinyRun(RECIPE, folder);
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);

        assertThat(run.trained()).containsExactly("pretrain");
        assertThat(run.warnings()).anyMatch(line -> line.contains(damaged.toString()));
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
    }

    @Test
    void aFinishedRunIsNotTrainedAgain() {
        copy(unbroken, folder);
        TinyRun again = new TinyRun(RECIPE, folder);
        assertThat(again.run()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(again.trained()).isEmpty();
        assertThat(again.reused()).hasSize(6);
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
    }

    /** As after a kill between the result of a stage and the deletion of its checkpoints. */
    @Test
    void checkpointsOfAFinishedStageAreTidiedUp() throws IOException {
        copy(unbroken, folder);
        Path left = folder.resolve("stages/pretrain/checkpoints/epoch-00004-step-0000000.safetensors");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "left");
        Files.writeString(folder.resolve("models/.x.safetensors.1.drolt-tmp"), "left");
        Files.writeString(folder.resolve("stages/scaled/.weights.safetensors.1.drolt-tmp"), "left");
        new TinyRun(RECIPE, folder).run();
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
    }

    /** As after a kill between the last result and giving back the lease. */
    @Test
    void leasesThatADeadWorkerLeftOnFinishedWorkAreRemoved() throws IOException {
        copy(unbroken, folder);
        Worker here = Worker.current(AlgorithmVersions.ofWorker());
        Worker dead = new Worker(here.host(), here.machine(), here.pid(), here.started() - 1, here.version());
        for (Path left : List.of(folder, folder.resolve("stages/pretrain"))) {
            assertThat(Leases.of(dead).tryTake(left)).isPresent();
        }
        Files.createFile(folder.resolve("stages/scaled/.lease-3")); // given back before the work was done by another
        new TinyRun(RECIPE, folder).run();
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
        assertThat(folder.resolve(".lease-1")).doesNotExist();
        assertThat(folder.resolve("stages/pretrain/.lease-1")).doesNotExist();
        assertThat(folder.resolve("stages/scaled/.lease-3")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "result.json", "stages/pretrain/stage.json"})
    void aRecordThatLacksItsPartsIsNoCrash(String file) throws IOException {
        copy(unbroken, folder);
        Files.writeString(folder.resolve(file), "{}");
        TinyRun run = new TinyRun(RECIPE, folder);
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);
        assertThat(run.warnings()).anyMatch(line -> line.startsWith(folder.resolve(file) + ": is damaged"));
        assertThat(RunFiles.of(folder)).isEqualTo(RunFiles.of(unbroken));
    }

    @Test
    void aFolderOfAnotherRecipeIsRefusedInOneLine() {
        copy(unbroken, folder);
        Recipe other = TinyRecipe.read(TinyRecipe.ALL_STATES, "seed=8");
        assertThatThrownBy(() -> new TinyRun(other, folder).run())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("recipe")
                .hasMessageContaining("--output")
                .hasMessageNotContaining("\n");
        assertThat(RunFiles.of(folder)).as("left alone").isEqualTo(RunFiles.of(unbroken));
    }

    @Test
    void aFolderInUseIsRefusedInOneLine() {
        try (RunFolder inUse = RunFolder.open(folder)) {
            assertThatThrownBy(() -> RunFolder.open(inUse.root()).close())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(folder.toString());
        }
        RunFolder.open(folder).close();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
