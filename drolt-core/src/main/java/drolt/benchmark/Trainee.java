package drolt.benchmark;

import drolt.data.PixelStatistics;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.loading.HostBatch;
import drolt.loss.Loss;
import drolt.loss.LossInput;
import drolt.model.CifarResNet;
import drolt.model.ForwardPass;
import drolt.model.LinearClassifier;
import drolt.model.Network;
import drolt.optimizer.Optimizer;
import drolt.optimizer.ParameterGroup;
import drolt.optimizer.SgdConfig;
import drolt.tensor.MemoryLayout;
import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;

/** A small training that is stepped by hand: network, loss, SGD. */
final class Trainee implements AutoCloseable {
    private static final double LEARNING_RATE = 0.01;
    private static final PixelStatistics STATISTICS =
            new PixelStatistics(new float[] {0.5071f, 0.4867f, 0.4408f}, new float[] {0.2675f, 0.2565f, 0.2761f});

    private final Network network;
    private final Loss loss;
    private final Optimizer optimizer;
    private final ImageTensors images;
    private final Precision precision;

    Trainee(int depth, int width, int classCount, Loss loss, Precision precision, MemoryLayout layout) {
        this(cifarResNet(depth, width, classCount), loss, precision, layout);
    }

    /** Owns the network. */
    Trainee(Network network, Loss loss, Precision precision, MemoryLayout layout) {
        this.network = network;
        network.arrange(layout);
        this.loss = loss;
        this.precision = precision;
        images = new ImageTensors(STATISTICS, layout);
        List<ParameterGroup> groups = new ArrayList<>();
        groups.add(new ParameterGroup(network.parameters(), 1, 2e-4));
        if (!loss.parameters().isEmpty()) {
            groups.add(new ParameterGroup(loss.parameters(), 1, 0));
        }
        optimizer = new SgdConfig(LEARNING_RATE, 0.9, false, 2e-4, null).build(groups);
    }

    private static Network cifarResNet(int depth, int width, int classCount) {
        CifarResNet backbone = new CifarResNet(depth, width, 1);
        return new Network(backbone, new LinearClassifier(backbone.dimension(), classCount, 1));
    }

    /** One training step, from the bytes of the images to updated weights. */
    void step(HostBatch batch) {
        try (StepScope scope = StepScope.open()) {
            ForwardPass pass = network.forward(images.of(batch), true, precision);
            LossInput input = new LossInput(
                    pass.features(),
                    pass.logits(),
                    Tensors.longs(batch.labels(), batch.size()),
                    batch.labels(),
                    batch.indices());
            var total = loss.value(input).total();
            total.item().toDouble(); // the trainer reads it too
            total.backward();
            optimizer.step(LEARNING_RATE);
            optimizer.clearGradients();
        }
    }

    /** One forward pass by the running statistics, from the bytes of the images to features on the heap. */
    void look(HostBatch batch) {
        try (StepScope scope = StepScope.open();
                NoGrad noGrad = NoGrad.open()) {
            features(batch);
        }
    }

    /**
     * The pass of {@link #look} by the engine's usual operations. The parameters take no gradient from now on, so nothing is
     * recorded.
     */
    void lookUnfolded(HostBatch batch) {
        network.freezeOnly(List.of(Network.BACKBONE, "classifier"));
        try (StepScope scope = StepScope.open()) {
            features(batch);
        }
    }

    private void features(HostBatch batch) {
        Tensors.toFloats(network.forward(images.of(batch), false, precision).features());
    }

    Network network() {
        return network;
    }

    Loss loss() {
        return loss;
    }

    Evaluator evaluator() {
        return new Evaluator(images, precision, 1);
    }

    @Override
    public void close() {
        optimizer.close();
        loss.close();
        images.close();
        network.close();
    }
}
