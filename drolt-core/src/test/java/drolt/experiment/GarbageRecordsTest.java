package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.checkpoint.CheckpointFolder;
import drolt.comparison.ComparedRuns;
import drolt.comparison.RunComparison;
import drolt.comparison.TableFormat;
import drolt.configuration.ConfigException;
import drolt.configuration.Garbage;
import drolt.inference.OtherSizes;
import drolt.tensor.StepScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stands in a run's records, reading and using them ends in a value or in one line that names the file. */
class GarbageRecordsTest {
    private static final int TRIES = 200; // of each kind of record, 1,200 in all
    private static final String RECIPE = TinyRecipe.HEAD + """
            stages:
              pretrain: {kind: train, epochs: 2, batchSize: 32}
              features: {kind: train, after: pretrain, epochs: 1, batchSize: 32, loss: {kind: dro-lt}}
            arms: {baseline: pretrain, DRO-LT: features}
            selection: validation
            """;

    @TempDir
    private static Path finished;

    @TempDir
    private static Path broken;

    private static String fingerprint = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void run() {
        new TinyRun(TinyRecipe.read(RECIPE), finished).run();
        new TinyRun(TinyRecipe.read(RECIPE), broken)
                .stopAfterEpoch("pretrain", 1)
                .run();
        fingerprint =
                StageRecord.read(finished.resolve("stages/pretrain/stage.json")).fingerprint();
    }

    /** Kinds of records, and what is done with one that was read. */
    enum Kind {
        RESULT("result.json") {
            @Override
            void use(Path file) {
                Path run = file.getParent();
                RunResult result = RunResult.ofRun(run);
                ComparedRuns compared = ComparedRuns.of(Map.of("run", result));
                String table = TableFormat.MARKDOWN.write(
                        RunComparison.of(compared, compared.groups().get(0).label()));
                assertThat(table).isNotEmpty();
                FinishedRun stored = FinishedRun.open(run, new RunOptions(run, null, 1));
                assertThat(stored.shotCounts().classCount())
                        .isEqualTo(result.classNames().size());
                result.arms().forEach(arm -> stored.chain(arm.name()));
                assertThat(FinishedRun.open(run).faults()).isNotNull();
            }
        },
        RUN("run.json") {
            @Override
            void use(Path file) {
                RunRecord record = RunRecord.read(file);
                assertThat(record.differences(RunRecord.read(finished.resolve("run.json")), false))
                        .isNotEmpty();
            }
        },
        STATE("state.json") {
            @Override
            void use(Path file) {
                assertThat(RunState.read(file).updated().plusSeconds(60)).isNotNull();
            }
        },
        STAGE("stages/features/stage.json") {
            @Override
            void use(Path file) {
                StageRecord record = StageRecord.read(file);
                new MetricsLog(file.resolveSibling("metrics.jsonl"), () -> {}).complete(Map.of("features", record));
            }
        },
        CARD("models/dro-lt.json") {
            @Override
            void use(Path file) {
                RunResult result = RunResult.ofRun(finished);
                ArmResult arm = FinishedRun.open(finished).arm("DRO-LT");
                ModelCard card = ModelCard.read(file.getParent().getParent(), arm);
                assertThat(card.input(List.of(), OtherSizes.REFUSED)).isNotNull();
            }
        },
        CHECKPOINT("epoch-00001-step-0000000.json") {
            @Override
            Path sample() {
                return broken.resolve("stages/pretrain/checkpoints/" + file);
            }

            @Override
            void use(Path file) {
                Path tensors = sample().resolveSibling(this.file.replace(".json", ".safetensors"));
                try (StepScope scope = StepScope.open()) {
                    Files.copy(tensors, file.resolveSibling(tensors.getFileName()));
                    new CheckpointFolder(file.getParent(), fingerprint)
                            .latest(progress -> 0)
                            .orElseThrow(() -> new ConfigException("told in the log, and not used"));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };

        final String file;

        Kind(String file) {
            this.file = file;
        }

        Path sample() {
            return finished.resolve(file);
        }

        abstract void use(Path file);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAConfigExceptionLeaves(Kind kind) throws IOException {
        String sample = Files.readString(kind.sample());
        Garbage garbage = new Garbage(11 + kind.ordinal());
        int read = 0;
        for (int i = 0; i < TRIES; i++) {
            Path file = Files.createDirectories(folder.resolve(kind.name() + i)).resolve(kind.file);
            Files.createDirectories(file.getParent());
            Files.write(file, garbage.of(sample));
            try {
                kind.use(file);
                read++;
            } catch (ConfigException e) {
                Garbage.requireReadable(String.valueOf(e.getMessage()));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(kind + " " + i + ": " + Files.readString(file), e);
            }
        }
        assertThat(read).as("some garbage is harmless, most is not").isLessThan(TRIES);
    }
}
