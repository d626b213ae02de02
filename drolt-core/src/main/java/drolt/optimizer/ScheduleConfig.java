package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the learning rate goes with time. A pure function: nothing to store, nothing to restore. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface ScheduleConfig permits ConstantSchedule, StepSchedule, CosineSchedule, OneCycleSchedule {
    /**
     * The learning rate of one step.
     *
     * @param base the optimizer's learning rate
     * @param epoch from 0
     * @param step in the epoch, from 0
     * @param stepsPerEpoch at least 1
     * @param epochs of the whole stage, at least 1
     * @throws IllegalArgumentException if there is no such step
     */
    double learningRate(double base, int epoch, int step, int stepsPerEpoch, int epochs);
}
