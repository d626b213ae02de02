package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * The base rate throughout, after the warm-up.
 *
 * @param warmup the rise before
 */
@JsonTypeName("constant")
record ConstantSchedule(Warmup warmup) implements ScheduleConfig {
    @Override
    public double learningRate(double base, int epoch, int step, int stepsPerEpoch, int epochs) {
        Position position = new Position(epoch, step, stepsPerEpoch, epochs);
        return warmup.covers(position) ? warmup.rate(position, base, base) : base;
    }
}
