package drolt.loss.contrastive;

import drolt.loss.LogitAdjustedLoss;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import drolt.loss.NamePrefix;
import drolt.loss.WorkingPrecision;
import drolt.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Logit-adjusted cross-entropy, and the same of logits that compare a view with infinitely many views of each class.
 *
 * <pre>{@code
 * L   = a LA-CE(l, y) + b mean over the compared views of LA-CE(v, y)
 * v_c = log E exp(z z' / T),  z' from the von Mises-Fisher distribution of class c
 *     = log C(kappa_c) - log C(|kappa_c mu_c + z / T|)
 * log C(x) = (p/2 - 1) log x - log I_(p/2-1)(x) + constant
 * }</pre>
 *
 * <p>mu_c and kappa_c come from the mean of the class's directions z ({@link DirectionStatistics}) and take no gradient.
 * A batch enters them before it is judged by them. The test takes l.
 *
 * <p>Source: Du et al., Probabilistic Contrastive Learning for Long-Tailed Visual Recognition (2024), Eq. 11 to 16, and
 * their program. Differs from that in two things: a class that was never seen is spread over the sphere evenly, where the
 * program begins with a random direction; and all views of a batch enter the statistics at once, not one after the other.
 */
final class ProCoLoss implements Loss {
    private static final NamePrefix DIRECTIONS = new NamePrefix("directions.");

    private final ProCoConfig config;
    private final ProjectedViews views;
    private final DirectionStatistics statistics;
    private final LogBessel bessel;
    private final int classCount;
    private final LogitAdjustedLoss crossEntropy;

    ProCoLoss(ProCoConfig config, LossContext context) {
        this.config = config;
        int dimension = config.head().dimension();
        classCount = context.counts().classCount();
        views = new ProjectedViews(config.contrast(), config.head(), context);
        statistics = new DirectionStatistics(classCount, dimension);
        bessel = new LogBessel(dimension / 2.0 - 1);
        crossEntropy = new LogitAdjustedLoss("logitAdjusted", config.tau(), context.counts());
    }

    @Override
    public void startEpoch(int epoch) {
        statistics.startEpoch(epoch);
    }

    @Override
    public LossValue value(LossInput input) {
        Tensor directions = views.directions(input);
        statistics.add(Tensors.toDoubles(directions), input.hostLabels(), input.size());
        Tensor contrast = crossEntropy.of(logits(directions), views.labels(input));
        Tensor entropy = crossEntropy.of(WorkingPrecision.of(input.logits()), input.labels());
        Tensor total = entropy.mul(new Scalar(config.crossEntropyWeight()))
                .add(contrast.mul(new Scalar(config.contrastWeight())));
        return new LossValue(
                total,
                List.of(
                        new LossValue.Part("logitAdjusted", entropy.detach()),
                        new LossValue.Part("probabilisticContrastive", contrast.detach())));
    }

    /**
     * v of every view and class.
     *
     * <p>In float64 throughout: v is the small difference of numbers as large as kappa. The special function is computed
     * outside the engine, so what it gives enters as its value and its slope, by the square of the length.
     *
     * @param directions z, float [M, P]
     * @return the same type [M, C]
     */
    private Tensor logits(Tensor directions) {
        DirectionStatistics.Estimate estimate = statistics.estimate();
        double[] kappa = estimate.concentrations();
        double inverse = 1 / config.temperature();
        double[] offsets = new double[classCount];
        double[] factors = new double[classCount];
        double[] bases = new double[classCount];
        for (int label = 0; label < classCount; label++) {
            offsets[label] = kappa[label] * kappa[label] + inverse * inverse;
            factors[label] = 2 * inverse * kappa[label];
            bases[label] = bessel.at(kappa[label]).log();
        }
        Tensor axes = Tensors.doubles(estimate.axes(), classCount, config.head().dimension());
        Tensor squares = directions
                .to(ScalarType.Double)
                .matmul(axes.t())
                .mul(Tensors.doubles(factors, classCount))
                .add(Tensors.doubles(offsets, classCount)); // |kappa mu + z / T|^2

        double[] values = Tensors.toDoubles(squares);
        double[] slopes = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            LogBessel.Value value = bessel.at(Math.sqrt(Math.max(0, values[i])));
            values[i] = value.log() - bases[i % classCount];
            slopes[i] = value.ratio() / 2;
        }
        long rows = directions.size(0);
        return squares.sub(squares.detach())
                .mul(Tensors.doubles(slopes, rows, classCount))
                .add(Tensors.doubles(values, rows, classCount))
                .to(directions.scalar_type());
    }

    @Override
    public Map<String, Tensor> parameters() {
        return views.parameters();
    }

    @Override
    public double learningRateScale() {
        return config.head().learningRateScale();
    }

    @Override
    public double weightDecay() {
        return config.head().weightDecay();
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>(parameters());
        state.putAll(DIRECTIONS.before(statistics.state()));
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        views.restore(state);
        statistics.restore(DIRECTIONS.of(state));
    }

    @Override
    public void close() {
        views.close();
        statistics.close();
        crossEntropy.close();
    }
}
