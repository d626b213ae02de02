package drolt.training;

/** Hands every epoch's state, and that of an interruption, to the store. */
final class SavingListener implements TrainingListener {
    private final StateStore states;
    private final EarlyStopping best;

    SavingListener(StateStore states, EarlyStopping best) {
        this.states = states;
        this.best = best;
    }

    @Override
    public void epochEnds(EpochMetrics metrics, TrainingState state) {
        // without a metric no epoch is better than another, and the last is stored anyway
        boolean isBest =
                best.metric() != null && best.bestEpoch(state.progress().history()) == metrics.epoch();
        states.save(state, isBest);
    }

    @Override
    public void interrupted(TrainingState state) {
        states.save(state, false);
    }
}
