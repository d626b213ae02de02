package drolt.experiment;

import drolt.training.TrainingListener;
import java.util.List;

/** Forwards every event to several listeners. */
record RunListenerGroup(List<RunListener> listeners) implements RunListener {
    @Override
    public TrainingListener stageStarts(String name, int position, int stages) {
        return TrainingListener.all(listeners.stream()
                .map(listener -> listener.stageStarts(name, position, stages))
                .toList());
    }

    @Override
    public void stageEnds(String name, int position, int stages, boolean reused) {
        listeners.forEach(listener -> listener.stageEnds(name, position, stages, reused));
    }

    @Override
    public void waits(String what, String by) {
        listeners.forEach(listener -> listener.waits(what, by));
    }

    @Override
    public void evaluationStarts(String arm) {
        listeners.forEach(listener -> listener.evaluationStarts(arm));
    }

    @Override
    public void evaluationEnds(ArmResult arm, ArmFeatures features) {
        listeners.forEach(listener -> listener.evaluationEnds(arm, features));
    }
}
