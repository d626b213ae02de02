package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * Teaches each of several experts under a logit adjustment of its own: {@link ExpertProductLoss}.
 *
 * @param taus of the adjustments, one an expert, each in [0, 10]; at least two
 */
@JsonTypeName("expert-product")
public record ExpertProductConfig(List<Double> taus) implements LossConfig {
    public ExpertProductConfig {
        if (taus.size() < 2) {
            throw new InvalidValueException("taus", taus, "must be of at least two experts, for example [0, 1, 2]");
        }
        for (Double tau : taus) {
            if (tau == null || !(tau >= 0 && tau <= 10)) {
                throw new InvalidValueException("taus", taus, "must lie in [0, 10] each, for example [0, 1, 2]");
            }
        }
        taus = List.copyOf(taus);
    }

    @Override
    public int experts() {
        return taus.size();
    }

    @Override
    public Loss build(LossContext context) {
        return new ExpertProductLoss(taus, context.counts());
    }
}
