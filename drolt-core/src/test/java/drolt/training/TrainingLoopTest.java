package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.loss.Loss;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.tensor.OneThread;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop alone, around a task whose losses are given: epoch e, step s has 10 e + s; batches of s + 1 images. */
@ExtendWith(OneThread.class)
class TrainingLoopTest {
    private static final int STEPS = 3;

    private final List<String> events = new ArrayList<>();
    private final StopSignal stop = new StopSignal();

    /** A task of two epochs; one of its losses may be replaced. */
    private final class Scripted implements TrainingTask, TrainingListener {
        private final int badStep;
        private final double badLoss;
        private int done;

        Scripted(int badStep, double badLoss) {
            this.badStep = badStep;
            this.badLoss = badLoss;
        }

        @Override
        public int epochs() {
            return 2;
        }

        @Override
        public int stepsPerEpoch() {
            return STEPS;
        }

        @Override
        public EarlyStopping earlyStopping() {
            return EarlyStopping.NONE;
        }

        @Override
        public Loss loss() {
            return new Loss() {
                @Override
                public void startEpoch(int epoch) {
                    events.add("begin " + epoch);
                }

                @Override
                public LossValue value(LossInput input) {
                    double loss = done == badStep ? badLoss : 10.0 * (done / STEPS) + done % STEPS;
                    Tensor total = input.features()
                            .sum()
                            .mul(Tensors.doubles(new double[] {loss}, 1).sum());
                    return new LossValue(
                            total.div(Tensors.longs(new int[] {input.size()}, 1).sum()),
                            List.of(new LossValue.Part(
                                    "half",
                                    Tensors.doubles(new double[] {loss / 2}, 1).sum())));
                }
            };
        }

        @Override
        public double learningRate(int epoch, int step) {
            return 100.0 * epoch + step;
        }

        @Override
        public void prepareEpoch(int epoch) {
            events.add("prepare " + epoch);
        }

        @Override
        public EpochInputs open(int epoch, int firstStep) {
            events.add("open " + epoch + " from " + firstStep);
            done = epoch * STEPS + firstStep;
            return new EpochInputs() {
                @Override
                public StepInput next() {
                    int size = done % STEPS + 1;
                    double[] ones = new double[size];
                    java.util.Arrays.fill(ones, 1);
                    Tensor features = Tensors.doubles(ones, size, 1).set_requires_grad(true);
                    return StepInput.of(new LossInput(
                            features, features, Tensors.longs(new int[size], size), new int[size], new int[size]));
                }

                @Override
                public void close() {
                    events.add("close");
                }
            };
        }

        @Override
        public void update(double learningRate) {
            events.add("update " + learningRate);
            done++;
        }

        @Override
        public Map<String, Double> measure(int epoch) {
            return Map.of("measured", (double) epoch);
        }

        @Override
        public Map<String, Tensor> tensors() {
            return Map.of();
        }

        @Override
        public void interrupted(TrainingState state) {
            events.add("interrupted " + state.progress().epoch() + " "
                    + state.progress().step());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aLossThatIsNotFiniteStopsBeforeTheUpdateAndSaysWhere(double loss) {
        Scripted task = new Scripted(4, loss);
        TrainingResult result = new TrainingLoop(task, List.of(task), stop).run(TrainingProgress.START);
        assertThat(result).isInstanceOf(TrainingResult.Diverged.class);
        TrainingResult.Diverged diverged = (TrainingResult.Diverged) result;
        assertThat(diverged.epoch()).isEqualTo(2);
        assertThat(diverged.step()).isEqualTo(2);
        assertThat(diverged.parts()).containsEntry("loss", loss).containsEntry("half", loss / 2);
        assertThat(diverged.history()).as("the epochs done").hasSize(1);
        assertThat(events).as("inputs are closed, nothing is updated").last().isEqualTo("close");
        assertThat(events).contains("update 100.0").doesNotContain("update 101.0");
    }

    @Test
    void meansWeighEveryImageAlike() {
        Scripted task = new Scripted(-1, 0);
        TrainingResult result = new TrainingLoop(task, List.of(task), stop).run(TrainingProgress.START);
        assertThat(result).isInstanceOf(TrainingResult.Completed.class);
        EpochMetrics second = result.history().get(1);
        double mean = (10 * 1 + 11 * 2 + 12 * 3) / 6.0;
        assertThat(second.loss()).isCloseTo(mean, within(1e-12));
        assertThat(second.parts()).containsEntry("half", mean / 2).containsEntry("measured", 1.0);
        assertThat(second.images()).isEqualTo(6);
        assertThat(second.learningRate()).isEqualTo(102);
        assertThat(events)
                .containsExactly(
                        "begin 0",
                        "prepare 0",
                        "open 0 from 0",
                        "update 0.0",
                        "update 1.0",
                        "update 2.0",
                        "close",
                        "begin 1",
                        "prepare 1",
                        "open 1 from 0",
                        "update 100.0",
                        "update 101.0",
                        "update 102.0",
                        "close");
    }

    /** Asked at any step, and resumed from what was stored: the same epochs, and no step twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aStopEndsAfterTheStepAndTheStateGoesOnExactlyThere(int steps) {
        List<EpochMetrics> unbroken = new TrainingLoop(new Scripted(-1, 0), List.of(), new StopSignal())
                .run(TrainingProgress.START)
                .history();
        events.clear();
        Scripted task = new Scripted(-1, 0);
        List<TrainingProgress> stored = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            private int seen;

            @Override
            public void stepEnds(StepMetrics metrics) {
                if (++seen == steps) {
                    stop.request();
                }
            }

            @Override
            public void epochEnds(EpochMetrics metrics, TrainingState state) {
                stored.add(state.progress());
            }

            @Override
            public void interrupted(TrainingState state) {
                stored.add(state.progress());
            }
        };
        assertThat(new TrainingLoop(task, List.of(listener), stop).run(TrainingProgress.START))
                .isInstanceOf(TrainingResult.Interrupted.class);
        TrainingProgress last = stored.get(stored.size() - 1);
        assertThat(last.epoch() * STEPS + last.step()).isEqualTo(steps);

        List<EpochMetrics> resumed =
                new TrainingLoop(task, List.of(), new StopSignal()).run(last).history();

        assertThat(events.stream().filter(event -> event.startsWith("update"))).hasSize(2 * STEPS);
        assertThat(resumed).usingRecursiveComparison().ignoringFields("seconds").isEqualTo(unbroken);
    }

    /** Also in the epoch in whose middle a training goes on, where nothing is prepared. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void theLossKnowsTheEpochBeforeItsFirstBatch(int steps) {
        Scripted task = new Scripted(-1, 0);
        List<EpochMetrics> done = new TrainingLoop(task, List.of(), stop)
                .run(TrainingProgress.START)
                .history()
                .subList(0, steps / STEPS);
        events.clear();
        new TrainingLoop(task, List.of(), stop)
                .run(new TrainingProgress(steps / STEPS, steps % STEPS, 0, Map.of(), done));

        List<String> order = events.stream()
                .filter(event -> event.startsWith("begin") || event.startsWith("open"))
                .toList();
        assertThat(order).anyMatch(event -> event.startsWith("open"));
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).startsWith("open")) {
                assertThat(order.get(i)).startsWith("open" + order.get(i - 1).substring("begin".length()) + " ");
            }
        }
        assertThat(events.indexOf("begin 1")).as("before the pass").isLessThan(indexOrEnd("prepare 1"));
    }

    private int indexOrEnd(String event) {
        return events.contains(event) ? events.indexOf(event) : events.size();
    }

    /** As after a stop between the last epoch and the stage's result: its radii are those of the last epoch. */
    @Test
    void aTrainingThatIsOverLeavesTheLossInItsLastEpoch() {
        Scripted task = new Scripted(-1, 0);
        List<EpochMetrics> done = new TrainingLoop(task, List.of(), stop)
                .run(TrainingProgress.START)
                .history();
        events.clear();
        new TrainingLoop(task, List.of(), stop).run(new TrainingProgress(2, 0, 0, Map.of(), done));
        assertThat(events).containsExactly("begin 1");
    }
}
