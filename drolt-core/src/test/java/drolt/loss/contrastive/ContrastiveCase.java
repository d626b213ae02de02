package drolt.loss.contrastive;

import drolt.loss.LossConfig;
import java.util.List;

/**
 * A contrastive loss and what it must give.
 *
 * @param tolerance of the oracle's own arithmetic
 */
public record ContrastiveCase(String name, LossConfig config, Expectation expected, double tolerance) {
    private static final ProjectionHeadConfig PLAIN = new ProjectionHeadConfig(null, false, 6, 1, 1e-4);
    private static final ProjectionHeadConfig NORMED = new ProjectionHeadConfig(5, true, 8, 1, 1e-4);

    /** The oracle's value, given the distributions of the classes. */
    @FunctionalInterface
    interface Expectation {
        double of(ContrastiveOracle oracle, ContrastiveOracle.Distribution classes);
    }

    @Override
    public String toString() {
        return name;
    }

    /** From which view on are views compared. */
    int first() {
        return name.contains("others") ? 1 : 0;
    }

    public static List<ContrastiveCase> all() {
        return List.of(
                new ContrastiveCase(
                        "supervised-contrastive",
                        new SupervisedContrastiveConfig(0.1, 0.07, PLAIN),
                        (o, classes) -> o.supervised(0.1, 0.07),
                        1e-10),
                new ContrastiveCase(
                        "supervised-contrastive, normed head",
                        new SupervisedContrastiveConfig(0.5, 0.5, NORMED),
                        (o, classes) -> o.supervised(0.5, 0.5),
                        1e-10),
                new ContrastiveCase(
                        "balanced-contrastive, others",
                        new BalancedContrastiveConfig(1, 2, 0.6, 0.1, ContrastedViews.OTHERS, PLAIN),
                        (o, classes) -> 2 * o.adjusted(1) + 0.6 * o.balanced(1, 0.1),
                        1e-10),
                new ContrastiveCase(
                        "balanced-contrastive, normed head",
                        new BalancedContrastiveConfig(0.5, 0, 1, 0.3, ContrastedViews.ALL, NORMED),
                        (o, classes) -> o.balanced(0, 0.3),
                        1e-10),
                new ContrastiveCase(
                        "proco",
                        new ProCoConfig(1, 1, 1, 0.1, ContrastedViews.ALL, NORMED),
                        (o, classes) -> o.adjusted(1) + o.probabilistic(o.directions(0), classes, 0.1, 1),
                        1e-7),
                new ContrastiveCase(
                        "proco, others",
                        new ProCoConfig(0.5, 0.5, 2, 1, ContrastedViews.OTHERS, PLAIN),
                        (o, classes) -> 0.5 * o.adjusted(0.5) + 2 * o.probabilistic(o.directions(1), classes, 1, 0.5),
                        1e-7));
    }
}
