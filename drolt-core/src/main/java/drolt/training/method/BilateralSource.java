package drolt.training.method;

import drolt.inference.ImageTensors;
import drolt.loading.BatchLoader;
import drolt.loading.HostBatch;
import drolt.loss.LossInput;
import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.tensor.Precision;
import drolt.tensor.Tensors;
import drolt.training.DrawnBatches;
import drolt.training.EpochInputs;
import drolt.training.InputSource;
import drolt.training.StepInput;
import org.jspecify.annotations.Nullable;

/**
 * A batch for each branch of a bilateral network, and the share of the conventional branch in features and loss alike.
 *
 * <pre>{@code
 * a = 1 - ((e - 1) / E)^2                                   in epoch e of E
 * L = a L(l, y_c) + (1 - a) L(l, y_r),   l = W 2[a f_c, (1 - a) f_r] + b
 * }</pre>
 *
 * <p>Source: Zhou et al., BBN: Bilateral-Branch Network with Cumulative Learning for Long-Tailed Visual Recognition,
 * section 4.
 */
final class BilateralSource implements InputSource {
    private final Network network;
    private final DrawnBatches conventional;
    private final DrawnBatches rebalancing;
    private final ImageTensors images;
    private final int epochs;
    private final boolean batchStatistics;
    private final Precision precision;

    /** @param epochs of the stage, E */
    BilateralSource(
            Network network,
            DrawnBatches conventional,
            DrawnBatches rebalancing,
            ImageTensors images,
            int epochs,
            boolean batchStatistics,
            Precision precision) {
        this.network = network;
        this.conventional = conventional;
        this.rebalancing = rebalancing;
        this.images = images;
        this.epochs = epochs;
        this.batchStatistics = batchStatistics;
        this.precision = precision;
    }

    /**
     * Share of the conventional branch, a.
     *
     * @param epoch from 0
     */
    static double share(int epoch, int epochs) {
        double passed = (double) epoch / epochs;
        return 1 - passed * passed;
    }

    @Override
    public int stepsPerEpoch() {
        return conventional.perEpoch();
    }

    @Override
    public EpochInputs open(int epoch, int firstStep) {
        return new Epoch(conventional.open(epoch, firstStep), rebalancing.open(epoch, firstStep), share(epoch, epochs));
    }

    @Override
    public void close() {}

    private final class Epoch implements EpochInputs {
        private final BatchLoader ofConventional;
        private final BatchLoader ofRebalancing;
        private final double share;

        Epoch(BatchLoader ofConventional, BatchLoader ofRebalancing, double share) {
            this.ofConventional = ofConventional;
            this.ofRebalancing = ofRebalancing;
            this.share = share;
        }

        @Override
        public @Nullable StepInput next() {
            HostBatch one = ofConventional.next();
            HostBatch other = ofRebalancing.next();
            if (one == null || other == null) {
                return null;
            }
            ForwardPass pass = network.forward(images.of(one), images.of(other), share, batchStatistics, precision);
            return new StepInput(input(pass, one), share, input(pass, other), one.size() + other.size());
        }

        private LossInput input(ForwardPass pass, HostBatch batch) {
            return new LossInput(
                    pass.features(),
                    pass.logits(),
                    Tensors.longs(batch.labels(), batch.size()),
                    batch.labels(),
                    batch.indices());
        }

        @Override
        public long waitedNanos() {
            return ofConventional.waitedNanos() + ofRebalancing.waitedNanos();
        }

        @Override
        public void close() {
            ofConventional.close();
            ofRebalancing.close();
        }
    }
}
