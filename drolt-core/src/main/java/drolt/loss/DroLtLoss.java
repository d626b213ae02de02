package drolt.loss;

import drolt.centroid.CentroidSource;
import drolt.centroid.Centroids;
import drolt.centroid.FeatureStatistics;
import drolt.radius.Radius;
import drolt.tensor.StepScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Cross-entropy on the logits and the robust term on the features, combined: Eq. 19.
 *
 * <p>Parts that it reports: {@code crossEntropy}, {@code robust}, {@code radiusPrice} where the radius has one, and
 * {@code ownMass}, the P_c on which the gradient of a radius depends.
 */
final class DroLtLoss implements Loss {
    private static final NamePrefix CENTROIDS = new NamePrefix("centroids.");
    private static final NamePrefix RADIUS = new NamePrefix("radius.");
    private static final NamePrefix STORED = new NamePrefix("stored.");

    private final DroLtConfig config;
    private final CrossEntropyLoss crossEntropy;
    private final Centroids centroids;
    private final Radius radius;
    private final Optional<StoredDenominator> stored;
    private final RobustTerm robust;
    private List<Tensor> copies = List.of();

    DroLtLoss(DroLtConfig config, LossContext context) {
        this.config = config;
        this.crossEntropy = new CrossEntropyLoss(config.crossEntropy().alone(), context.counts());
        this.centroids = config.centroids().build(context.counts().classCount(), context.featureDimension());
        this.radius = config.radius().build(context.featureDimension(), context.counts());
        this.stored =
                config.denominator() == Denominator.EXACT ? Optional.of(new StoredDenominator()) : Optional.empty();
        this.robust = new RobustTerm(config, context.counts(), centroids, radius, stored);
    }

    /**
     * @throws IllegalStateException where centroids are measured at an epoch's start and no epoch has started
     */
    @Override
    public LossValue value(LossInput input) {
        List<LossValue.Part> parts = new ArrayList<>();
        RobustTerm.Value term = robust.of(input);
        Tensor total = term.price().map(term.bound()::add).orElse(term.bound());
        total = total.mul(new Scalar(config.combination().robustWeight(config.lambda())));

        double weight = config.combination().crossEntropyWeight(config.lambda());
        if (weight != 0) {
            Tensor entropy = crossEntropy.of(WorkingPrecision.of(input.logits()), input.labels());
            total = entropy.mul(new Scalar(weight)).add(total);
            parts.add(new LossValue.Part("crossEntropy", entropy.detach()));
        }
        parts.add(new LossValue.Part("robust", term.bound().detach()));
        term.price().ifPresent(price -> parts.add(new LossValue.Part("radiusPrice", price.detach())));
        parts.add(new LossValue.Part("ownMass", term.ownMass()));
        return new LossValue(total, List.copyOf(parts));
    }

    @Override
    public CentroidSource centroidSource() {
        return config.centroids().source();
    }

    @Override
    public boolean needsStoredFeatures() {
        return stored.isPresent();
    }

    @Override
    public void epochStarts(FeatureStatistics statistics) {
        centroids.epochStarts(statistics);
        radius.epochStarts(statistics);
        stored.ifPresent(denominator -> denominator.epochStarts(statistics
                .stored()
                .orElseThrow(() -> new IllegalStateException("the exact denominator needs stored features"))));
    }

    @Override
    public double[] radii() {
        return radius.values();
    }

    @Override
    public Map<String, Tensor> parameters() {
        return RADIUS.before(radius.parameters());
    }

    @Override
    public double learningRateScale() {
        return radius.learningRateScale();
    }

    @Override
    public double weightDecay() {
        return radius.weightDecay();
    }

    /** Entries that are not parameters are copies, valid until the next call or {@link #close}. */
    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>(parameters());
        stored.ifPresent(denominator -> state.putAll(STORED.before(denominator.state())));
        Map<String, Tensor> fresh = new LinkedHashMap<>();
        fresh.putAll(kept(() -> CENTROIDS.before(centroids.state())));
        fresh.putAll(kept(() -> RADIUS.before(radius.state())));
        releaseCopies();
        copies = List.copyOf(fresh.values());
        state.putAll(fresh);
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        centroids.restore(CENTROIDS.of(state));
        radius.restore(RADIUS.of(state));
        stored.ifPresent(denominator -> denominator.restore(STORED.of(state)));
    }

    @Override
    public void close() {
        releaseCopies();
        stored.ifPresent(StoredDenominator::close);
        radius.close();
        crossEntropy.close();
    }

    private void releaseCopies() {
        copies.forEach(Tensor::close);
        copies = List.of();
    }

    private static Map<String, Tensor> kept(Supplier<Map<String, Tensor>> tensors) {
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> made = tensors.get();
            made.values().forEach(scope::keep);
            return made;
        }
    }
}
