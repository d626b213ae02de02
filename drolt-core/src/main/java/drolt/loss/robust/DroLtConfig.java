package drolt.loss.robust;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.centroid.CentroidConfig;
import drolt.centroid.CentroidSource;
import drolt.configuration.InvalidValueException;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossNeeds;
import drolt.loss.ViewRange;
import drolt.radius.RadiusConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The distributional robustness loss beside cross-entropy.
 *
 * <p>Source: Samuel and Chechik, Distributional Robustness Loss for Long-tail Learning, Eq. 18 and 19.
 *
 * @param lambda weight of cross-entropy in {@link Combination#JOINT}, in [0, 1]; at 1 this is cross-entropy alone
 * @param combination of the two terms
 * @param form of the bound
 * @param distance between feature and centroid
 * @param denominator which samples the denominator sums over
 * @param weighting w(c) of the robust term
 * @param temperature T, above 0, by which the exponents are divided
 * @param crossEntropy the other term
 * @param centroids where they come from
 * @param radius how it is chosen
 * @param layers on which the robust term is taken, each with centroids and radii of its own, their mean being the term;
 *     null: the features
 */
@JsonTypeName("dro-lt")
public record DroLtConfig(
        double lambda,
        Combination combination,
        BoundForm form,
        DistanceKind distance,
        Denominator denominator,
        ClassTermWeighting weighting,
        double temperature,
        CrossEntropyTerm crossEntropy,
        CentroidConfig centroids,
        RadiusConfig radius,
        @Nullable List<String> layers)
        implements LossConfig {
    public DroLtConfig {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new InvalidValueException("lambda", lambda, "must lie in [0, 1], for example 0.5");
        }
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException("temperature", temperature, "must be above 0 and finite, for example 1.0");
        }
        if (form == BoundForm.CERTIFIED) {
            requireCertifiable(distance, radius);
        }
        if (denominator == Denominator.EXACT) {
            requireStorable(form, centroids);
        }
        if (layers != null) {
            layers = List.copyOf(layers);
            requireDistinct(layers);
        }
        if (radius.needsStatistics()) {
            requireIndependentSamples(centroids.source());
        }
    }

    /** A variance is divided by the number of images: draws of one image under other augmentations count only once. */
    private static void requireIndependentSamples(CentroidSource source) {
        switch (source) {
            case NONE ->
                throw new InvalidValueException(
                        "centroids", "moving-average", "measures no variances, which this radius needs; take clean");
            case AUGMENTED ->
                throw new InvalidValueException(
                        "centroids",
                        "augmented",
                        "draws images several times or not at all, and this radius needs the variance over every image once;"
                                + " take clean");
            case CLEAN -> {}
        }
    }

    private static void requireDistinct(List<String> layers) {
        if (layers.isEmpty()) {
            throw new InvalidValueException("layers", "[]", "names no layer; take null for the features");
        }
        if (new HashSet<>(layers).size() < layers.size()) {
            throw new InvalidValueException("layers", layers, "names a layer twice");
        }
    }

    private static void requireCertifiable(DistanceKind distance, RadiusConfig radius) {
        if (!distance.isMetric()) {
            throw new InvalidValueException(
                    "distance",
                    distance.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "is no metric, and without the triangle inequality nothing is certified; take euclidean");
        }
        if (radius.mayBeNegative()) {
            throw new InvalidValueException(
                    "radius", "learned-raw", "may fall below 0, where nothing is certified; take learned");
        }
    }

    private static void requireStorable(BoundForm form, CentroidConfig centroids) {
        if (centroids.source() != CentroidSource.CLEAN) {
            throw new InvalidValueException(
                    "denominator", "exact", "needs every training feature once; take centroids of kind clean");
        }
        if (form.scrambled()) {
            throw new InvalidValueException(
                    "denominator", "exact", "is not defined for released-scrambled; take batch");
        }
    }

    private boolean isRobust() {
        return combination.robustWeight(lambda) != 0;
    }

    @Override
    public Loss build(LossContext context) {
        if (!isRobust()) {
            return crossEntropy.alone().build(context);
        }
        return new DroLtLoss(this, context);
    }

    @Override
    public LossNeeds needs() {
        if (!isRobust()) {
            return LossNeeds.NONE;
        }
        boolean fromBatches = centroids.source() == CentroidSource.NONE;
        return new LossNeeds(
                fromBatches ? Set.of() : Set.of(centroids.source()),
                true,
                fromBatches,
                radius.learned().stream().collect(Collectors.toSet()),
                false,
                layers == null ? Set.of() : Set.copyOf(layers),
                radius.needsHeldOut(),
                ViewRange.ONE);
    }

    /**
     * Whether this is the released program's loss, the one case in which the test set may select an epoch.
     *
     * <p>A sum or a deferred loss is not that program, whatever it is made of.
     */
    public boolean isReleased() {
        return layers == null
                && !radius.needsHeldOut()
                && (form == BoundForm.RELEASED || form == BoundForm.RELEASED_SCRAMBLED);
    }
}
