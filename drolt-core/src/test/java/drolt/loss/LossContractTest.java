package drolt.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.centroid.AugmentedCentroidConfig;
import drolt.centroid.CentroidConfig;
import drolt.centroid.CleanCentroidConfig;
import drolt.centroid.MovingAverageCentroidConfig;
import drolt.loss.contrastive.ContrastiveCase;
import drolt.loss.robust.BoundForm;
import drolt.loss.robust.ClassTermWeighting;
import drolt.loss.robust.Denominator;
import drolt.loss.robust.DiscriminativeCentroidConfig;
import drolt.loss.robust.DistanceKind;
import drolt.loss.robust.DroLtConfig;
import drolt.loss.robust.DroLtConfigTest;
import drolt.loss.robust.DroLtLossOracleTest;
import drolt.radius.CalibratedRadiusConfig;
import drolt.radius.CrossFittedRadiusConfig;
import drolt.radius.ErmRadiusConfig;
import drolt.radius.LearnedPricedRadiusConfig;
import drolt.radius.LearnedRadiusConfig;
import drolt.radius.LearnedRawRadiusConfig;
import drolt.radius.RadiusConfig;
import drolt.radius.SampleCountRadiusConfig;
import drolt.radius.SharedRadiusConfig;
import drolt.recipe.RecipeKinds;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every loss, radius, centroid and option must obey; a new one fails here until it has an example below. */
@ExtendWith(SingleThreadedEngine.class)
class LossContractTest {
    private static final List<RadiusConfig> RADII = List.of(
            new ErmRadiusConfig(),
            new SharedRadiusConfig(2),
            new SampleCountRadiusConfig(10),
            new LearnedRadiusConfig(1, 1, 0),
            new LearnedRawRadiusConfig(1, 1, 1e-4),
            new LearnedPricedRadiusConfig(1, 1, 1, 0),
            new CalibratedRadiusConfig(0.05),
            new CrossFittedRadiusConfig(1.5));
    private static final List<CentroidConfig> CENTROIDS =
            List.of(new CleanCentroidConfig(), new AugmentedCentroidConfig(), new MovingAverageCentroidConfig(0.9));

    /** A loss with a name. */
    record Example(String name, LossConfig config, boolean dependsOnOrder) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (ClassWeighting weighting : ClassWeighting.values()) {
            for (LossNormalization normalization : LossNormalization.values()) {
                examples.add(new Example(
                        "cross-entropy " + weighting + " " + normalization,
                        new CrossEntropyConfig(0.1, weighting, 0.5, null, normalization),
                        false));
            }
        }
        ClassificationCase.all().forEach(each -> examples.add(new Example(each.name(), each.config(), false)));
        DroLtConfig robust = LossCase.robust(BoundForm.PAPER, RADII.get(3));
        LossConfig balanced = new BalancedSoftmaxConfig();
        LossConfig sum = new SumConfig(List.of(new LossTerm(0.5, balanced), new LossTerm(2, robust)));
        examples.add(new Example("sum", sum, false));
        examples.add(new Example(
                "discriminative-centroid", new DiscriminativeCentroidConfig(0.5, 0.2, 10, 0.1, 5e-4), false));
        examples.add(new Example("expert-product", new ExpertProductConfig(List.of(0.5, 1.0, 2.0)), false));
        examples.add(new Example("deferred", new DeferredConfig(1, robust, sum), false));
        ContrastiveCase.all().forEach(each -> examples.add(new Example(each.name(), each.config(), false)));
        LossConfig hybrid = new SumConfig(List.of(
                new LossTerm(1, balanced),
                new LossTerm(0.5, ContrastiveCase.all().get(0).config())));
        examples.add(new Example("sum with a contrast", hybrid, false));
        for (RadiusConfig radius : RADII) {
            for (CentroidConfig centroids : CENTROIDS) {
                add(examples, BoundForm.PAPER, DistanceKind.EUCLIDEAN, Denominator.BATCH, centroids, radius);
            }
            for (BoundForm form : BoundForm.values()) {
                for (DistanceKind distance : DistanceKind.values()) {
                    for (Denominator denominator : Denominator.values()) {
                        add(examples, form, distance, denominator, new CleanCentroidConfig(), radius);
                    }
                }
            }
        }
        return examples.stream();
    }

    private static void add(
            List<Example> examples,
            BoundForm form,
            DistanceKind distance,
            Denominator denominator,
            CentroidConfig centroids,
            RadiusConfig radius) {
        if (!DroLtConfigTest.isRefused(form, distance, denominator, centroids, radius)) {
            String name =
                    String.join(" ", form.name(), distance.name(), denominator.name(), kind(centroids), kind(radius));
            examples.add(new Example(
                    name,
                    LossCase.joint(0.5, form, distance, denominator, ClassTermWeighting.BATCH, 1, centroids, radius),
                    form.scrambled()));
        }
    }

    private static String kind(Object config) {
        return config.getClass().getAnnotation(JsonTypeName.class).value();
    }

    @Test
    void everyPermittedKindHasAnExample() {
        assertThat(classes(RADII)).containsExactlyInAnyOrder(RadiusConfig.class.getPermittedSubclasses());
        assertThat(classes(CENTROIDS)).containsExactlyInAnyOrder(CentroidConfig.class.getPermittedSubclasses());
        assertThat(classes(examples().map(Example::config).toList()))
                .containsExactlyInAnyOrder(
                        RecipeKinds.SHIPPED.of(LossConfig.class).toArray(Class<?>[]::new));
    }

    private static Class<?>[] classes(List<?> examples) {
        return examples.stream().map(Object::getClass).distinct().toArray(Class<?>[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void extremesGiveFiniteValuesAndGradients(Example example) {
        for (LossCase batch : extremes()) {
            try (StepScope scope = StepScope.open();
                    Loss loss = batch.loss(example.config)) {
                LossInput input = batch.input(ScalarType.Float);
                LossValue value = loss.value(input);
                value.total().backward();
                assertThat(value.total().item_double()).isFinite();
                value.parts()
                        .forEach(part -> assertThat(part.value().item_double())
                                .as(part.name())
                                .isFinite());
                assertFinite(input.features());
                assertFinite(input.logits());
                loss.parameters().values().forEach(LossContractTest::assertFinite);
                assertThat(Arrays.stream(loss.radii()).allMatch(Double::isFinite))
                        .isTrue();
            }
        }
    }

    private static void assertFinite(Tensor leaf) {
        if (leaf.grad().defined()) {
            assertThat(Arrays.stream(Tensors.toDoubles(leaf.grad())).allMatch(Double::isFinite))
                    .isTrue();
        }
    }

    /** One sample; all of one class; features on their centroid, all 0, or 1e4 away; logits of 1e4; classes without images. */
    private static List<LossCase> extremes() {
        LossCase one = LossCase.random(1, 3, 2, 1);
        LossCase many = LossCase.random(2, 5, 3, 7);
        LossCase oneClass = many.withLabels(new int[] {2, 2, 2, 2, 2, 2, 2});
        double[][] onCentroid = Arrays.stream(many.labels())
                .mapToObj(label -> many.centroids()[label].clone())
                .toArray(double[][]::new);
        double[][] far = LossCase.gaussian(new Random(3), 7, 3, 1e4);
        double[] vanishing = {-200, -80, 50, 0, 0};
        LossCase absent = new LossCase(
                oneClass.features(),
                oneClass.logits(),
                oneClass.labels(),
                oneClass.indices(),
                oneClass.centroids(),
                new int[] {0, 0, 1, 0, 0},
                new boolean[5],
                new double[5],
                vanishing,
                oneClass.stored());
        LossCase unknown = new LossCase(
                many.features(),
                many.logits(),
                many.labels(),
                many.indices(),
                many.centroids(),
                many.counts(),
                new boolean[] {true, true, true, true, true},
                many.scatter(),
                many.rho(),
                many.stored());
        return List.of(
                one,
                oneClass,
                absent,
                unknown,
                many.withFeatures(onCentroid),
                many.withFeatures(new double[7][3]),
                many.withFeatures(far),
                many.withLogits(LossCase.gaussian(new Random(4), 7, 5, 1e4)),
                many.withLogits(sure(many.labels(), 1e4)),
                many.withLogits(sure(many.labels(), -1e4)),
                many.withRho(vanishing),
                many.withFeatures(new double[7][3]).withCentroids(new double[5][3]));
    }

    /** Logits that leave no doubt: of the class itself, or of all others. */
    private static double[][] sure(int[] labels, double own) {
        double[][] logits = new double[labels.length][5];
        for (int i = 0; i < labels.length; i++) {
            logits[i][labels[i]] = own;
        }
        return logits;
    }

    static Stream<Example> examplesWithoutOrder() {
        return examples().filter(example -> !example.dependsOnOrder);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examplesWithoutOrder")
    void orderOfTheBatchDoesNotMatter(Example example) {
        LossCase batch = LossCase.random(4, 4, 3, 9);
        List<Integer> order = new ArrayList<>(IntStream.range(0, 9).boxed().toList());
        Collections.shuffle(order, new Random(5));
        LossCase shuffled =
                batch.permuted(order.stream().mapToInt(Integer::intValue).toArray());
        double before = DroLtLossOracleTest.robust(example.config, batch, ScalarType.Double);
        double after = DroLtLossOracleTest.robust(example.config, shuffled, ScalarType.Double);
        assertThat(after).isCloseTo(before, within(1e-10));
    }

    /** bfloat16 keeps 8 bits of each feature and logit; after that all is float32. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void bfloat16InputsChangeTheValueByTheirRoundingOnly(Example example) {
        LossCase batch = LossCase.random(6, 4, 3, 9);
        double single = DroLtLossOracleTest.robust(example.config, batch, ScalarType.Float);
        assertThat(DroLtLossOracleTest.robust(example.config, batch, ScalarType.BFloat16))
                .isCloseTo(single, within(0.02 * Math.max(1, single)));
    }
}
