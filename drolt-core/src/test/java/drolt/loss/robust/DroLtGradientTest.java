package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.centroid.CleanCentroidConfig;
import drolt.loss.Loss;
import drolt.loss.LossCase;
import drolt.loss.LossInput;
import drolt.loss.SingleThreadedEngine;
import drolt.radius.LearnedPricedRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.LearnedRawRadiusConfig;
import drolt.radius.RadiusConfig;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients against central differences, in double precision and away from kinks. */
@ExtendWith(SingleThreadedEngine.class)
class DroLtGradientTest {
    /** One configuration and one batch. */
    record GradientCase(String name, DroLtConfig config, LossCase batch) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<GradientCase> cases() {
        List<GradientCase> cases = new ArrayList<>();
        List<RadiusConfig> radii = List.of(
                new LearnedRadiusConfig(1, 1, 0),
                new LearnedRawRadiusConfig(1, 1, 0),
                new LearnedPricedRadiusConfig(1, 0.5, 1, 0));
        for (BoundForm form : BoundForm.values()) {
            for (DistanceKind distance : DistanceKind.values()) {
                for (Denominator denominator : Denominator.values()) {
                    for (RadiusConfig radius : distance.isMetric() ? radii : radii.subList(0, 1)) {
                        add(cases, form, distance, denominator, radius);
                    }
                }
            }
        }
        return cases.stream();
    }

    private static void add(
            List<GradientCase> cases,
            BoundForm form,
            DistanceKind distance,
            Denominator denominator,
            RadiusConfig radius) {
        CleanCentroidConfig clean = new CleanCentroidConfig();
        if (DroLtConfigTest.isRefused(form, distance, denominator, clean, radius)) {
            return;
        }
        DroLtConfig config =
                LossCase.joint(0.25, form, distance, denominator, ClassTermWeighting.INVERSE_COUNT, 0.7, clean, radius);
        for (int size : new int[] {1, 5}) {
            String name = form + " " + distance + " " + denominator + " "
                    + radius.getClass().getSimpleName() + " batch " + size;
            cases.add(new GradientCase(name, config, LossCase.random(17 + cases.size(), 3, 4, size)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void featureGradientsAreCentralDifferences(GradientCase gradient) {
        LossCase batch = gradient.batch;
        double step = 1e-5;
        int dimension = batch.features()[0].length;
        try (Loss loss = batch.loss(gradient.config)) {
            double[] analytic = featureGradient(loss, batch);
            for (int i = 0; i < analytic.length; i++) {
                double up = value(loss, batch.withFeatures(moved(batch.features(), i, step)));
                double down = value(loss, batch.withFeatures(moved(batch.features(), i, -step)));
                double numeric = (up - down) / (2 * step);
                assertThat(analytic[i])
                        .as("sample %d, dimension %d", i / dimension, i % dimension)
                        .isCloseTo(numeric, within(1e-7 * Math.max(1, Math.abs(numeric))));
            }
        }
    }

    /** Two step lengths extrapolated to 0, since the parameters are float32 and take no smaller steps. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void radiusGradientsAreCentralDifferences(GradientCase gradient) {
        LossCase batch = rounded(gradient.batch);
        double step = 0x1p-6;
        try (Loss loss = batch.loss(gradient.config)) {
            double[] analytic = radiusGradient(loss, batch);
            for (int label = 0; label < analytic.length; label++) {
                double coarse = slope(loss, batch, label, step);
                double fine = slope(loss, batch, label, step / 2);
                double numeric = (4 * fine - coarse) / 3;
                assertThat(analytic[label])
                        .as("class %d", label)
                        .isCloseTo(numeric, within(2e-6 * Math.max(1, Math.abs(numeric))));
            }
        }
    }

    private static double slope(Loss loss, LossCase batch, int label, double step) {
        return (valueWithRho(loss, batch, label, step) - valueWithRho(loss, batch, label, -step)) / (2 * step);
    }

    private static double valueWithRho(Loss loss, LossCase batch, int label, double step) {
        double[] rho = batch.rho().clone();
        rho[label] += step;
        try (StepScope scope = StepScope.open()) {
            loss.restore(Map.of("radius.rho", Tensors.doubles(rho, rho.length)));
            return value(loss, batch);
        }
    }

    /** Parameters on a grid on which steps are exact in float32. */
    private static LossCase rounded(LossCase batch) {
        double[] rho = batch.rho().clone();
        for (int label = 0; label < rho.length; label++) {
            rho[label] = Math.rint(rho[label] * 128) / 128;
        }
        return batch.withRho(rho);
    }

    private static double[][] moved(double[][] rows, int entry, double step) {
        double[][] moved = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            moved[i] = rows[i].clone();
        }
        moved[entry / rows[0].length][entry % rows[0].length] += step;
        return moved;
    }

    private static double value(Loss loss, LossCase batch) {
        try (StepScope scope = StepScope.open()) {
            return loss.value(batch.input(ScalarType.Double)).total().item_double();
        }
    }

    private static double[] featureGradient(Loss loss, LossCase batch) {
        try (StepScope scope = StepScope.open()) {
            LossInput input = batch.input(ScalarType.Double);
            loss.value(input).total().backward();
            return Tensors.toDoubles(input.features().grad());
        }
    }

    private static double[] radiusGradient(Loss loss, LossCase batch) {
        try (StepScope scope = StepScope.open()) {
            loss.value(batch.input(ScalarType.Double)).total().backward();
            return Tensors.toDoubles(
                    Objects.requireNonNull(loss.parameters().get("radius.rho")).grad());
        }
    }
}
