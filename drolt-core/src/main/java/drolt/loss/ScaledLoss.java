package drolt.loss;

import drolt.centroid.CentroidSource;
import drolt.centroid.FeatureStatistics;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Another loss times a constant; its parts stay as they are. */
final class ScaledLoss implements Loss {
    private final Loss loss;
    private final double factor;

    ScaledLoss(Loss loss, double factor) {
        this.loss = loss;
        this.factor = factor;
    }

    @Override
    public LossValue value(LossInput input) {
        LossValue value = loss.value(input);
        return new LossValue(value.total().mul(new Scalar(factor)), value.parts());
    }

    @Override
    public CentroidSource centroidSource() {
        return loss.centroidSource();
    }

    @Override
    public boolean needsStoredFeatures() {
        return loss.needsStoredFeatures();
    }

    @Override
    public void epochStarts(FeatureStatistics statistics) {
        loss.epochStarts(statistics);
    }

    @Override
    public double[] radii() {
        return loss.radii();
    }

    @Override
    public Map<String, Tensor> parameters() {
        return loss.parameters();
    }

    @Override
    public double learningRateScale() {
        return loss.learningRateScale();
    }

    @Override
    public double weightDecay() {
        return loss.weightDecay();
    }

    @Override
    public Map<String, Tensor> state() {
        return loss.state();
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        loss.restore(state);
    }

    @Override
    public void close() {
        loss.close();
    }
}
