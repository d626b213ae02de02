package drolt.loss.robust;

import drolt.centroid.CentroidSource;
import drolt.centroid.FeatureStatistics;
import drolt.loss.CrossEntropyLoss;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.NamePrefix;
import drolt.loss.WorkingPrecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Cross-entropy on the logits and the robust term on the features, combined: Eq. 19. On several layers the robust term
 * is the mean of theirs, so that lambda weighs what it weighs on one.
 *
 * <p>Parts that it reports: {@code crossEntropy}, {@code robust}, {@code radiusPrice} where the radius has one, and
 * {@code ownMass}, the P_c on which the gradient of a radius depends, but for {@code form: certified}: there the margin
 * stands on the sample alone, and so does the gradient. Where layers are named, all but the first are told of each:
 * {@code layer2.robust}.
 */
final class DroLtLoss implements Loss {
    private final DroLtConfig config;
    private final CrossEntropyLoss crossEntropy;
    private final List<Member> members = new ArrayList<>();
    private final LayerTerm deepest;

    /** @param prefix before the names of the term's tensors and parts; empty where no layers are named */
    private record Member(String prefix, LayerTerm term) {
        NamePrefix ofTensors() {
            return new NamePrefix(prefix.isEmpty() ? "" : "layers." + prefix);
        }
    }

    DroLtLoss(DroLtConfig config, LossContext context) {
        this.config = config;
        this.crossEntropy = new CrossEntropyLoss(config.crossEntropy().alone(), context.counts());
        List<String> layers = config.layers();
        if (layers == null) {
            members.add(new Member("", new LayerTerm(config, context, LossInput.FEATURES)));
        } else {
            layers.forEach(layer -> members.add(new Member(layer + ".", new LayerTerm(config, context, layer))));
        }
        this.deepest = members.stream()
                .map(Member::term)
                .max(Comparator.comparingInt(term -> context.depth(term.layer())))
                .orElseThrow();
    }

    /**
     * @throws IllegalStateException where centroids are measured at an epoch's start and no epoch has started
     */
    @Override
    public LossValue value(LossInput input) {
        List<LossValue.Part> parts = new ArrayList<>();
        List<Tensor> terms = new ArrayList<>();
        for (Member member : members) {
            RobustTerm.Value term = member.term.of(input);
            terms.add(term.price().map(term.bound()::add).orElse(term.bound()));
            LayerTerm.parts(term)
                    .forEach(part -> parts.add(new LossValue.Part(member.prefix + part.name(), part.value())));
        }
        Tensor total = mean(terms).mul(new Scalar(config.combination().robustWeight(config.lambda())));

        double weight = config.combination().crossEntropyWeight(config.lambda());
        if (weight != 0) {
            Tensor entropy = crossEntropy.of(WorkingPrecision.of(input.logits()), input.labels());
            total = entropy.mul(new Scalar(weight)).add(total);
            parts.add(0, new LossValue.Part("crossEntropy", entropy.detach()));
        }
        return new LossValue(total, List.copyOf(parts));
    }

    private static Tensor mean(List<Tensor> terms) {
        Tensor sum = terms.stream().reduce(Tensor::add).orElseThrow();
        return terms.size() == 1 ? sum : sum.div(new Scalar((double) terms.size()));
    }

    @Override
    public List<String> layers() {
        return members.stream().map(member -> member.term.layer()).toList();
    }

    @Override
    public CentroidSource centroidSource() {
        return config.centroids().source();
    }

    @Override
    public boolean needsStoredFeatures() {
        return config.denominator() == Denominator.EXACT;
    }

    @Override
    public boolean needsHeldOut() {
        return config.radius().needsHeldOut();
    }

    @Override
    public void takeHeldOut(Map<String, FeatureStatistics> layers) {
        members.forEach(member -> member.term.takeHeldOut(layers));
    }

    @Override
    public void takeStatistics(Map<String, FeatureStatistics> layers) {
        members.forEach(member -> member.term.takeStatistics(layers));
    }

    @Override
    public double[] radii() {
        return deepest.radius().values();
    }

    @Override
    public String radiusLayer() {
        return deepest.layer();
    }

    @Override
    public Map<String, Tensor> parameters() {
        return named(LayerTerm::parameters);
    }

    @Override
    public double learningRateScale() {
        return deepest.radius().learningRateScale();
    }

    @Override
    public double weightDecay() {
        return deepest.radius().weightDecay();
    }

    /** Entries that are not parameters are copies, valid until the next call or {@link #close}. */
    @Override
    public Map<String, Tensor> state() {
        return named(LayerTerm::state);
    }

    private Map<String, Tensor> named(Function<LayerTerm, Map<String, Tensor>> tensors) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        members.forEach(member -> all.putAll(member.ofTensors().before(tensors.apply(member.term))));
        return all;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        members.forEach(member -> member.term.restore(member.ofTensors().of(state)));
    }

    @Override
    public void close() {
        members.forEach(member -> member.term.close());
        crossEntropy.close();
    }
}
