package drolt.loss.robust;

import drolt.centroid.Centroids;
import drolt.data.ClassCounts;
import drolt.loss.LossInput;
import drolt.loss.WorkingPrecision;
import drolt.radius.Radius;
import drolt.tensor.Tensors;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The robust term: pulls each sample towards the worst centroid within its class's radius, and others away from it.
 *
 * <pre>{@code
 * g_ck = -(d(mu_c, z_k) + m eps_c delta_ck) / T
 * l(z) = log sum_k exp(g_ck) - g_cz                        z of class c, k over the denominator's samples
 * R    = sum_z w(c) l(z) / sum_z w(c)                      z over the batch
 * }</pre>
 *
 * <p>m and delta are the {@link BoundForm}'s, k runs over the {@link Denominator}'s samples. Source: Samuel and
 * Chechik, Distributional Robustness Loss for Long-tail Learning, Eq. 18. Differs from the text in k, which by default
 * runs over the batch, and in R, which the text does not normalise.
 *
 * @param stored features outside the batch, for the exact denominator only
 */
record RobustTerm(
        DroLtConfig config,
        ClassCounts counts,
        Centroids centroids,
        Radius radius,
        Optional<StoredDenominator> stored) {

    /**
     * The term for one batch.
     *
     * @param bound R, scalar with gradient
     * @param price of the radii, scalar with gradient, where they have one
     * @param ownMass P_c, the share of the denominator that falls to the class's own samples, averaged with the weights
     *     of R, without gradient
     */
    record Value(Tensor bound, Optional<Tensor> price, Tensor ownMass) {}

    /** Exponents g of all samples of the denominator and which of them are of the row's class, both [rows, Z]. */
    private record Exponents(Tensor values, Tensor sameClass) {}

    /**
     * The term on one layer.
     *
     * @param layer float [B, D_l], what it makes of the batch
     */
    Value of(Tensor layer, LossInput input) {
        Tensor features = WorkingPrecision.of(layer);
        ScalarType type = features.scalar_type();
        centroids.observe(features, input.hostLabels());
        BatchClasses batch = BatchClasses.of(input.hostLabels(), input.size());
        double[] classWeights = batch.classWeights(config.weighting(), counts, centroids);
        double[] sampleWeights = batch.sampleWeights(classWeights);

        Tensor means = centroids.of(batch.classes(), type);
        Tensor radii = radius.of(batch.classes(), type);
        Tensor rows = Tensors.longs(batch.rows(), input.size());
        Tensor weights = Tensors.doubles(sampleWeights, input.size()).to(type);

        Exponents inBatch = inBatch(batch, means, features, radii, rows);
        Exponents all = stored.map(outside -> joined(inBatch, outsideBatch(outside, batch, means, radii, rows, input)))
                .orElse(inBatch);
        Tensor logShares = all.values.log_softmax(1); // fused, and stable: the largest exponent is taken off first
        Tensor own = perSample()
                ? logShares.diagonal()
                : logShares.gather(0, rows.unsqueeze(0)).squeeze(0);

        Tensor mass = logShares.detach().exp().mul(all.sameClass).sum(1);
        Tensor massWeights = perSample()
                ? weights
                : Tensors.doubles(classWeights, classWeights.length).to(type);
        return new Value(
                own.mul(weights).sum().neg(),
                radius.price(batch.classes(), radii, classWeights),
                mass.mul(massWeights).sum());
    }

    /** Whether each sample has a denominator of its own, [B, Z], not each class, [P, Z]. */
    private boolean perSample() {
        return config.form().marginOnSampleAlone();
    }

    private Exponents inBatch(BatchClasses batch, Tensor means, Tensor features, Tensor radii, Tensor rows) {
        Tensor distances = config.distance().between(means, features);
        Tensor sameClass = Tensors.floats(batch.membership(), batch.classes().length, batch.rows().length)
                .to(features.scalar_type());
        Tensor marginRows =
                config.form().scrambled() ? Tensors.longs(batch.scrambledRows(), batch.rows().length) : rows;
        Tensor margins =
                radii.index_select(0, marginRows).mul(new Scalar(config.form().marginFactor()));
        if (perSample()) {
            Tensor perSample = distances.index_select(0, rows).add(margins.diag());
            return new Exponents(scaled(perSample), sameClass.index_select(0, rows));
        }
        return new Exponents(scaled(distances.add(sameClass.mul(margins))), sameClass);
    }

    private Exponents outsideBatch(
            StoredDenominator outside, BatchClasses batch, Tensor means, Tensor radii, Tensor rows, LossInput input) {
        Tensor distances = outside.distances(config.distance(), means, input.indices(), input.size());
        Tensor sameClass = outside.membership(batch.classes(), means.scalar_type());
        if (perSample()) {
            return new Exponents(scaled(distances.index_select(0, rows)), sameClass.index_select(0, rows));
        }
        Tensor margins = radii.unsqueeze(1).mul(new Scalar(config.form().marginFactor()));
        return new Exponents(scaled(distances.add(sameClass.mul(margins))), sameClass);
    }

    private Tensor scaled(Tensor distances) {
        return distances.div(new Scalar(-config.temperature()));
    }

    private static Exponents joined(Exponents first, Exponents second) {
        return new Exponents(
                torch.cat(new TensorVector(first.values, second.values), 1),
                torch.cat(new TensorVector(first.sameClass, second.sameClass), 1));
    }
}
