package drolt.loss;

import drolt.centroid.CentroidSource;
import drolt.centroid.FeatureStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * A loss made of others, which it owns. All of them keep their state, under names that begin with the member's; what an
 * epoch needs is asked of those that take part in it.
 */
abstract sealed class CompositeLoss implements Loss permits SumLoss, DeferredLoss {
    private final List<Member> members;

    /**
     * A loss within.
     *
     * @param name where it stands in the configuration, for example {@code terms.0}
     */
    record Member(String name, Loss loss) {
        NamePrefix prefix() {
            return new NamePrefix(name + ".");
        }
    }

    CompositeLoss(List<Member> members) {
        this.members = List.copyOf(members);
    }

    final List<Member> members() {
        return members;
    }

    /** The losses that take part in the epoch under way. */
    abstract List<Loss> active();

    @Override
    public void startEpoch(int epoch) {
        members.forEach(member -> member.loss.startEpoch(epoch));
    }

    @Override
    public final CentroidSource centroidSource() {
        return active().stream()
                .map(Loss::centroidSource)
                .filter(source -> source != CentroidSource.NONE)
                .findFirst()
                .orElse(CentroidSource.NONE);
    }

    @Override
    public final boolean needsStoredFeatures() {
        return active().stream().anyMatch(Loss::needsStoredFeatures);
    }

    @Override
    public final boolean needsHeldOut() {
        return active().stream().anyMatch(Loss::needsHeldOut);
    }

    @Override
    public final void takeHeldOut(Map<String, FeatureStatistics> layers) {
        active().stream().filter(Loss::needsHeldOut).forEach(loss -> loss.takeHeldOut(layers));
    }

    /** The layers of all members, whether they take part in this epoch or not. */
    @Override
    public final List<String> layers() {
        return members.stream()
                .flatMap(member -> member.loss.layers().stream())
                .distinct()
                .toList();
    }

    @Override
    public final void takeStatistics(Map<String, FeatureStatistics> layers) {
        active().stream()
                .filter(loss -> loss.centroidSource() != CentroidSource.NONE)
                .forEach(loss -> loss.takeStatistics(layers));
    }

    @Override
    public final double[] radii() {
        return ofRadii(Loss::radii, new double[0]);
    }

    @Override
    public final String radiusLayer() {
        return ofRadii(Loss::radiusLayer, LossInput.FEATURES);
    }

    private <T> T ofRadii(Function<Loss, T> value, T otherwise) {
        return active().stream()
                .filter(loss -> loss.radii().length > 0)
                .findFirst()
                .map(value)
                .orElse(otherwise);
    }

    @Override
    public final Map<String, Tensor> parameters() {
        return named(Loss::parameters);
    }

    /** The scale of all members with parameters; their configuration ensures that it is the same. */
    @Override
    public final double learningRateScale() {
        return ofLearned(Loss::learningRateScale, 1);
    }

    /** The decay of all members with parameters, as {@link #learningRateScale}. */
    @Override
    public final double weightDecay() {
        return ofLearned(Loss::weightDecay, 0);
    }

    private double ofLearned(Function<Loss, Double> value, double otherwise) {
        return members.stream()
                .map(Member::loss)
                .filter(loss -> !loss.parameters().isEmpty())
                .map(value)
                .findFirst()
                .orElse(otherwise);
    }

    @Override
    public final Map<String, Tensor> state() {
        return named(Loss::state);
    }

    private Map<String, Tensor> named(Function<Loss, Map<String, Tensor>> tensors) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        members.forEach(member -> all.putAll(member.prefix().before(tensors.apply(member.loss))));
        return all;
    }

    @Override
    public final void restore(Map<String, Tensor> state) {
        members.forEach(member -> member.loss.restore(member.prefix().of(state)));
    }

    @Override
    public final void close() {
        members.forEach(member -> member.loss.close());
    }
}
