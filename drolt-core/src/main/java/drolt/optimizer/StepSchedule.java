package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * Falls to a given factor of the base rate after given epochs.
 *
 * <p>After epoch 160 of 200, counted from 1, the LDAM recipe has 0.01 of the base rate, after epoch 180 0.0001:
 * {@code milestones: [160, 180], factors: [0.01, 0.0001]}. Milestones are epochs, also where the stage is shorter.
 *
 * @param warmup the rise before; it hides milestones within it
 * @param milestones number of epochs after which the factor of the same place holds, strictly increasing, at least 1
 * @param factors on the base rate (not on the rate before), each at least 0
 */
@JsonTypeName("step")
record StepSchedule(Warmup warmup, List<Integer> milestones, List<Double> factors) implements ScheduleConfig {
    public StepSchedule {
        int before = 0;
        for (Integer milestone : milestones) {
            if (milestone == null || milestone <= before) {
                throw new InvalidValueException(
                        "milestones",
                        milestones,
                        "must be strictly increasing epochs from 1 on; for example [160, 180]");
            }
            before = milestone;
        }
        if (factors.size() != milestones.size()) {
            throw new InvalidValueException(
                    "factors", factors, "must be as many as milestones " + milestones + "; for example [0.01, 0.0001]");
        }
        for (Double factor : factors) {
            if (factor == null || !(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
                throw new InvalidValueException(
                        "factors", factors, "must be at least 0 each; for example [0.01, 0.0001]");
            }
        }
        milestones = List.copyOf(milestones);
        factors = List.copyOf(factors);
    }

    @Override
    public double learningRate(double base, int epoch, int step, int stepsPerEpoch, int epochs) {
        Position position = new Position(epoch, step, stepsPerEpoch, epochs);
        if (warmup.covers(position)) {
            return warmup.rate(position, base, base);
        }
        double factor = 1;
        for (int i = 0; i < milestones.size() && epoch >= milestones.get(i); i++) {
            factor = factors.get(i);
        }
        return base * factor;
    }
}
