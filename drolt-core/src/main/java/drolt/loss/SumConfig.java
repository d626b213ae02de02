package drolt.loss;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import java.util.List;

/**
 * The weighted sum of losses: {@link SumLoss}.
 *
 * @param terms at least two; one of them at most has radii, no two need different passes over the features, and all that
 *     learn parameters do so alike
 */
@JsonTypeName("sum")
public record SumConfig(List<LossTerm> terms) implements LossConfig {
    public SumConfig {
        terms = List.copyOf(terms);
        if (terms.size() < 2) {
            throw new InvalidValueException("terms", "a list of " + terms.size(), "must hold at least two terms");
        }
        if (needsOf(terms).passes().size() > 1) {
            throw new InvalidValueException(
                    "terms", "the list", "asks for clean and for augmented centroids; an epoch has one pass for them");
        }
        if (terms.stream().filter(term -> term.loss().needs().radii()).count() > 1) {
            throw new InvalidValueException(
                    "terms", "the list", "has radii in several terms; a class has one radius to print");
        }
        if (needsOf(terms).updates().size() > 1) {
            throw new InvalidValueException(
                    "terms",
                    "the list",
                    "learns parameters with different learningRateScale or weightDecay; make them alike");
        }
        if (terms.stream().filter(term -> term.loss().needs().memory()).count() > 1) {
            throw new InvalidValueException(
                    "terms", "the list", "learns the classifier's memory in several terms; one has to do");
        }
    }

    private static LossNeeds needsOf(List<LossTerm> terms) {
        return terms.stream().map(term -> term.loss().needs()).reduce(LossNeeds.NONE, LossNeeds::and);
    }

    @Override
    public int experts() {
        return terms.stream().mapToInt(term -> term.loss().experts()).max().orElse(0);
    }

    @Override
    public LossNeeds needs() {
        return needsOf(terms);
    }

    @Override
    public Loss build(LossContext context) {
        return new SumLoss(
                terms.stream().mapToDouble(LossTerm::weight).toArray(),
                terms.stream().map(term -> term.loss().build(context)).toList());
    }
}
