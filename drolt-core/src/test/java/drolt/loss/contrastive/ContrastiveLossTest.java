package drolt.loss.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossConfig;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.SingleThreadedEngine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses that compare views, against their equations in plain Java. */
@ExtendWith(SingleThreadedEngine.class)
class ContrastiveLossTest {
    private static final double STEP = 1e-6;

    static Stream<ContrastiveCase> cases() {
        return ContrastiveCase.all().stream();
    }

    private static double expected(ContrastiveCase each, ContrastiveOracle oracle) {
        return each.expected().of(oracle, oracle.distribution(oracle.directions(each.first())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void valuesAreTheEquationsInPlainDoubles(ContrastiveCase each) {
        for (long seed = 1; seed <= 6; seed++) {
            int size = seed == 1 ? 1 : (int) (2 + 2 * seed);
            LossCase batch = LossCase.random(seed, 5, 4, size);
            try (StepScope scope = StepScope.open();
                    Loss loss = batch.loss(each.config());
                    Loss again = batch.loss(each.config())) {
                double expected = expected(each, ContrastiveOracle.of(batch, loss));
                double tolerance = each.tolerance() * Math.max(1, Math.abs(expected));
                assertThat(loss.value(batch.input(ScalarType.Double)).total().item_double())
                        .as("seed %d", seed)
                        .isCloseTo(expected, within(tolerance));
                assertThat(again.value(batch.input(ScalarType.Float)).total().item_double())
                        .as("float32, seed %d", seed)
                        .isCloseTo(expected, within(1e-3 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /** Every parameter of the heads, every feature of every view, every weight of the classifier. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientsAreCentralDifferencesOfTheEquations(ContrastiveCase each) {
        LossCase batch = LossCase.random(11, 4, 3, 5);
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(each.config())) {
            ContrastiveOracle oracle = ContrastiveOracle.of(batch, loss);
            ContrastiveOracle.Distribution classes = oracle.distribution(oracle.directions(each.first()));
            LossInput input = batch.input(ScalarType.Double);
            loss.value(input).total().backward();

            loss.parameters()
                    .forEach((name, tensor) -> assertSlopes(
                            name,
                            tensor,
                            3e-6, // parameters and their gradients are float32
                            (entry, step) -> each.expected().of(oracle.with(name, entry, step), classes)));
            List<Tensor> features = List.of(
                    input.features(),
                    input.otherViews().get(0).features(),
                    input.otherViews().get(1).features());
            for (int view = each.first(); view < features.size(); view++) {
                int shown = view;
                assertSlopes(
                        "view " + view,
                        features.get(view),
                        2e-7,
                        (entry, step) -> each.expected().of(oracle.with(shown, entry, step), classes));
            }
            if (each.config() instanceof BalancedContrastiveConfig) {
                assertSlopes(
                        "class weights",
                        input.classWeights().orElseThrow(),
                        2e-7,
                        (entry, step) -> each.expected().of(oracle.withClassWeight(entry, step), classes));
            }
        }
    }

    /** The value with one number moved. */
    @FunctionalInterface
    private interface Moved {
        double value(int entry, double step);
    }

    private static void assertSlopes(String name, Tensor leaf, double tolerance, Moved moved) {
        double[] analytic = ContrastiveOracle.gradient(leaf);
        for (int entry = 0; entry < analytic.length; entry++) {
            int at = entry;
            DoubleUnaryOperator value = step -> moved.value(at, step);
            double numeric = (value.applyAsDouble(STEP) - value.applyAsDouble(-STEP)) / (2 * STEP);
            assertThat(analytic[entry])
                    .as("%s, entry %d", name, entry)
                    .isCloseTo(numeric, within(tolerance * Math.max(1, Math.abs(numeric)) + 1e-9 / STEP * 1e-3));
        }
    }

    private static double value(LossConfig config, LossCase batch) {
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(config)) {
            return loss.value(batch.input(ScalarType.Double)).total().item_double();
        }
    }

    private static final ProjectionHeadConfig HEAD = new ProjectionHeadConfig(5, false, 8, 1, 1e-4);

    /** Heads whose output does not depend on what comes in: all directions are one. */
    private static Map<String, Tensor> oneDirection(Loss loss) {
        Map<String, Tensor> state = new java.util.LinkedHashMap<>();
        loss.parameters().forEach((name, tensor) -> {
            double fill = name.endsWith("output.bias") ? 1 : 0;
            double[] values = new double[Math.toIntExact(tensor.numel())];
            Arrays.fill(values, fill);
            state.put(name, Tensors.doubles(values, tensor.shape()));
        });
        return state;
    }

    @Test
    void viewsThatCannotBeToldApartCostTheLogarithmOfTheirNumber() {
        LossCase batch = LossCase.random(3, 5, 4, 7);
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(new SupervisedContrastiveConfig(0.1, 0.2, HEAD))) {
            loss.restore(oneDirection(loss));
            assertThat(loss.value(batch.input(ScalarType.Double)).total().item_double())
                    .isCloseTo(0.5 * Math.log(3 * 7 - 1), within(1e-12));
        }
    }

    /** However unequal the classes are in the batch: that is what the balance is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    void withBalanceTheyCostTheLogarithmOfTheNumberOfClasses(int ofFirstClass) {
        int[] labels = new int[8];
        for (int i = ofFirstClass; i < labels.length; i++) {
            labels[i] = 1 + i % 3;
        }
        LossCase batch = LossCase.random(3, 5, 4, 8).withLabels(labels);
        for (ContrastedViews views : ContrastedViews.values()) {
            try (StepScope scope = StepScope.open();
                    Loss loss = batch.loss(new BalancedContrastiveConfig(1, 0, 1, 0.1, views, HEAD))) {
                loss.restore(oneDirection(loss));
                assertThat(loss.value(batch.input(ScalarType.Double)).total().item_double())
                        .isCloseTo(Math.log(5), within(1e-12));
            }
        }
    }

    /** One class, one candidate beside the anchor: nothing to tell apart. */
    @Test
    void oneClassIsFreeWithBalanceWhereAllAreAlike() {
        LossCase batch = LossCase.random(3, 1, 4, 6);
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(new ProCoConfig(1, 0, 1, 0.1, ContrastedViews.ALL, HEAD))) {
            assertThat(loss.value(batch.input(ScalarType.Double)).total().item_double())
                    .isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void withEqualCountsTheCrossEntropyIsThePlainOne() {
        LossCase batch = LossCase.random(5, 4, 3, 6).withCounts(9, 9, 9, 9);
        double plain = value(LossCase.PLAIN.alone(), batch);
        for (LossConfig config : List.of(
                new BalancedContrastiveConfig(1, 1, 1e-30, 0.1, ContrastedViews.ALL, HEAD),
                new ProCoConfig(1, 1, 1e-30, 0.1, ContrastedViews.ALL, HEAD))) {
            assertThat(value(config, batch)).isCloseTo(plain, within(1e-10));
        }
    }

    @Test
    void theBaseTemperatureScalesTheLossAlone() {
        LossCase batch = LossCase.random(5, 4, 3, 6);
        double one = value(new SupervisedContrastiveConfig(0.1, 0.07, HEAD), batch);
        assertThat(value(new SupervisedContrastiveConfig(0.1, 0.14, HEAD), batch))
                .isCloseTo(one / 2, within(1e-12));
    }

    @Test
    void othersLeaveTheFirstViewAlone() {
        LossCase batch = LossCase.random(5, 4, 3, 6);
        for (LossConfig config : List.of(
                new BalancedContrastiveConfig(1, 1, 1, 0.1, ContrastedViews.OTHERS, HEAD),
                new ProCoConfig(1, 1, 1, 0.1, ContrastedViews.OTHERS, HEAD))) {
            try (StepScope scope = StepScope.open();
                    Loss loss = batch.loss(config)) {
                LossInput input = batch.input(ScalarType.Double);
                loss.value(input).total().backward();
                assertThat(input.features().grad().defined()).isFalse();
                assertThat(input.otherViews().get(1).features().grad().defined())
                        .isTrue();
                assertThat(input.otherViews().get(1).logits().grad().defined()).isFalse();
            }
        }
    }

    /** One sample seen once, a head that normalises over one row, a class that no image was seen of. */
    @Test
    void oneViewOfOneImageIsEnoughForProCo() {
        LossCase batch = LossCase.random(5, 4, 3, 1);
        ProjectionHeadConfig normed = new ProjectionHeadConfig(5, true, 8, 1, 0);
        try (StepScope scope = StepScope.open();
                Loss loss = batch.loss(new ProCoConfig(1, 1, 1, 0.1, ContrastedViews.ALL, normed))) {
            LossInput all = batch.input(ScalarType.Double);
            LossInput one = new LossInput(all.features(), all.logits(), all.labels(), all.hostLabels(), all.indices());
            LossValue value = loss.value(one);
            value.total().backward();
            assertThat(value.total().item_double()).isFinite();
            assertThat(Arrays.stream(ContrastiveOracle.gradient(all.features())).allMatch(Double::isFinite))
                    .isTrue();
        }
    }
}
