package drolt.loss.robust;

import drolt.centroid.Centroids;
import drolt.centroid.FeatureStatistics;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.NamePrefix;
import drolt.radius.Radius;
import drolt.tensor.StepScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** The robust term of one layer: centroids, radii and stored features of its own. */
final class LayerTerm {
    private static final NamePrefix CENTROIDS = new NamePrefix("centroids.");
    private static final NamePrefix RADIUS = new NamePrefix("radius.");
    private static final NamePrefix STORED = new NamePrefix("stored.");

    private final String layer;
    private final Centroids centroids;
    private final Radius radius;
    private final Optional<StoredDenominator> stored;
    private final RobustTerm robust;
    private List<Tensor> copies = List.of();

    LayerTerm(DroLtConfig config, LossContext context, String layer) {
        this.layer = layer;
        int dimension = context.dimension(layer);
        this.centroids = config.centroids().build(context.counts().classCount(), dimension);
        this.radius = config.radius().build(dimension, context.counts());
        this.stored =
                config.denominator() == Denominator.EXACT ? Optional.of(new StoredDenominator()) : Optional.empty();
        this.robust = new RobustTerm(config, context.counts(), centroids, radius, stored);
    }

    String layer() {
        return layer;
    }

    Radius radius() {
        return radius;
    }

    RobustTerm.Value of(LossInput input) {
        return robust.of(input.features(layer), input);
    }

    /** What the log shows of a value of this term. */
    static List<LossValue.Part> parts(RobustTerm.Value value) {
        List<LossValue.Part> parts = new ArrayList<>();
        parts.add(new LossValue.Part("robust", value.bound().detach()));
        value.price().ifPresent(price -> parts.add(new LossValue.Part("radiusPrice", price.detach())));
        parts.add(new LossValue.Part("ownMass", value.ownMass()));
        return parts;
    }

    void takeHeldOut(Map<String, FeatureStatistics> layers) {
        radius.takeHeldOut(ofLayer(layers));
    }

    private FeatureStatistics ofLayer(Map<String, FeatureStatistics> layers) {
        FeatureStatistics statistics = layers.get(layer);
        if (statistics == null) {
            throw new IllegalStateException("no statistics of layer " + layer);
        }
        return statistics;
    }

    void takeStatistics(Map<String, FeatureStatistics> layers) {
        FeatureStatistics statistics = ofLayer(layers);
        centroids.takeStatistics(statistics);
        radius.takeStatistics(statistics);
        stored.ifPresent(denominator -> denominator.takeStatistics(statistics
                .stored()
                .orElseThrow(() -> new IllegalStateException("the exact denominator needs stored features"))));
    }

    Map<String, Tensor> parameters() {
        return RADIUS.before(radius.parameters());
    }

    /** Entries that are not parameters are copies, valid until the next call or {@link #close}. */
    Map<String, Tensor> state() {
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

    void restore(Map<String, Tensor> state) {
        centroids.restore(CENTROIDS.of(state));
        radius.restore(RADIUS.of(state));
        stored.ifPresent(denominator -> denominator.restore(STORED.of(state)));
    }

    void close() {
        releaseCopies();
        stored.ifPresent(StoredDenominator::close);
        radius.close();
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
