package drolt.training;

import java.util.List;

/** Forwards every event to several listeners. */
record ListenerGroup(List<TrainingListener> listeners) implements TrainingListener {
    @Override
    public void trainingStarts(int epochs, int stepsPerEpoch, TrainingProgress progress) {
        listeners.forEach(listener -> listener.trainingStarts(epochs, stepsPerEpoch, progress));
    }

    @Override
    public void stepEnds(StepMetrics metrics) {
        listeners.forEach(listener -> listener.stepEnds(metrics));
    }

    @Override
    public void epochEnds(EpochMetrics metrics, TrainingState state) {
        listeners.forEach(listener -> listener.epochEnds(metrics, state));
    }

    @Override
    public void interrupted(TrainingState state) {
        listeners.forEach(listener -> listener.interrupted(state));
    }
}
