package drolt.training;

import drolt.loss.LossValue;
import drolt.tensor.StepScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;

/**
 * Steps through the epochs of one training. What happens around a step is its listeners' affair.
 */
final class TrainingLoop {
    private static final String TOTAL = "loss";

    private final TrainingTask task;
    private final List<TrainingListener> listeners;
    private final StopSignal stop;
    private final List<EpochMetrics> history = new ArrayList<>();
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private long images;

    public TrainingLoop(TrainingTask task, List<TrainingListener> listeners, StopSignal stop) {
        this.task = task;
        this.listeners = List.copyOf(listeners);
        this.stop = stop;
    }

    /**
     * Trains from where {@code start} stands; the task's tensors must be those of that moment.
     */
    public TrainingResult run(TrainingProgress start) {
        history.addAll(start.history());
        sums.putAll(start.sums());
        images = start.images();
        listeners.forEach(listener -> listener.trainingStarts(task.epochs(), task.stepsPerEpoch(), start));
        int firstStep = start.step();
        if (start.epoch() > 0) {
            task.loss().startEpoch(start.epoch() - 1); // where no epoch follows, the loss stands as after the last
        }
        for (int epoch = start.epoch(); epoch < task.epochs(); epoch++) {
            if (task.earlyStopping().isOver(history)) {
                return new TrainingResult.StoppedEarly(List.copyOf(history));
            }
            long began = System.nanoTime();
            task.loss().startEpoch(epoch);
            if (firstStep == 0) {
                task.prepareEpoch(epoch);
            }
            try (EpochInputs inputs = task.open(epoch, firstStep)) {
                for (int step = firstStep; step < task.stepsPerEpoch(); step++) {
                    Map<String, Double> values = step(epoch, step, inputs);
                    if (!Double.isFinite(total(values))) {
                        return new TrainingResult.Diverged(List.copyOf(history), epoch + 1, step + 1, values);
                    }
                    if (stop.isRequested() && step + 1 < task.stepsPerEpoch()) {
                        TrainingState state = state(epoch, step + 1);
                        listeners.forEach(listener -> listener.interrupted(state));
                        return new TrainingResult.Interrupted(List.copyOf(history));
                    }
                }
            }
            firstStep = 0;
            endEpoch(epoch, (System.nanoTime() - began) / 1e9);
            if (stop.isRequested() && epoch + 1 < task.epochs()) {
                return new TrainingResult.Interrupted(List.copyOf(history));
            }
        }
        return new TrainingResult.Completed(List.copyOf(history));
    }

    private static double total(Map<String, Double> values) {
        return values.getOrDefault(TOTAL, Double.NaN);
    }

    private Map<String, Double> step(int epoch, int step, EpochInputs inputs) {
        try (StepScope scope = StepScope.open()) {
            long waitedBefore = inputs.waitedNanos();
            StepInput input = inputs.next();
            double waited = (inputs.waitedNanos() - waitedBefore) / 1e9;
            if (input == null) {
                throw new IllegalStateException("epoch " + epoch + " ended before step " + step);
            }
            LossValue loss = input.value(task.loss());
            Map<String, Double> values = new TreeMap<>();
            values.put(TOTAL, loss.total().item().toDouble());
            loss.parts()
                    .forEach(part -> values.put(part.name(), part.value().item().toDouble()));
            if (!Double.isFinite(total(values))) {
                return values;
            }
            loss.total().backward();
            double learningRate = task.learningRate(epoch, step);
            task.update(learningRate);
            values.forEach((name, value) -> sums.merge(name, value * input.size(), Double::sum));
            images += input.size();
            StepMetrics metrics = new StepMetrics(
                    epoch, step, task.stepsPerEpoch(), input.size(), total(values), learningRate, waited);
            listeners.forEach(listener -> listener.stepEnds(metrics));
            return values;
        }
    }

    private void endEpoch(int epoch, double secondsSoFar) {
        long began = System.nanoTime();
        Map<String, Double> parts = new TreeMap<>();
        sums.forEach((name, sum) -> parts.put(name, sum / images));
        double loss = total(parts);
        parts.remove(TOTAL);
        parts.putAll(task.measure(epoch));
        double seconds = secondsSoFar + (System.nanoTime() - began) / 1e9;
        EpochMetrics metrics = new EpochMetrics(
                epoch + 1, loss, parts, radii(), task.learningRate(epoch, task.stepsPerEpoch() - 1), images, seconds);
        history.add(metrics);
        sums.clear();
        images = 0;
        TrainingState state = state(epoch + 1, 0);
        listeners.forEach(listener -> listener.epochEnds(metrics, state));
    }

    private List<Double> radii() {
        return Arrays.stream(task.loss().radii()).boxed().toList();
    }

    private TrainingState state(int epoch, int step) {
        Map<String, Tensor> tensors = task.tensors();
        return new TrainingState(new TrainingProgress(epoch, step, images, sums, history), tensors);
    }
}
