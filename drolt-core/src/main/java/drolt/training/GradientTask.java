package drolt.training;

import drolt.centroid.CentroidSource;
import drolt.distributed.ProcessGroup;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.loading.Share;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.model.Network;
import drolt.optimizer.GradientClipping;
import drolt.optimizer.MovingAverage;
import drolt.optimizer.MovingAverageConfig;
import drolt.optimizer.Optimizer;
import drolt.sampling.Sampler;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Trains a network as a {@link TrainingPlan} says. Owns loss, optimizer and inputs; the network is the caller's. */
final class GradientTask implements TrainingTask, AutoCloseable {
    private static final String RUNNING = ".running_"; // in the names of batch normalisation's running statistics

    private final TrainingPlan plan;
    private final StageContext context;
    private final Network network;
    private final Evaluator evaluator;
    private final EpochMeasure measure;
    private final StageInputs given;
    private final Sampler sampler;
    private final Loss loss;
    private final Optimizer optimizer;
    private final @Nullable MovingAverage average;
    private final Map<String, Tensor> trained = new LinkedHashMap<>();
    private final InputSource inputs;
    private final ProcessGroup group;
    private final @Nullable DividedSource divided;

    GradientTask(
            TrainingPlan plan,
            StageContext context,
            Network network,
            ImageTensors images,
            Evaluator evaluator,
            EpochMeasure measure,
            ProcessGroup group) {
        this.plan = plan;
        this.context = context;
        this.network = network;
        this.evaluator = evaluator;
        this.measure = measure;
        this.group = group;
        sampler = plan.buildSampler(context.train(), context.seed("sampler"));
        freeze();
        loss = plan.loss()
                .build(new LossContext(
                        network.backbone().layerDimensions(),
                        plan.labelCounts(context.train()),
                        context.seed("loss"),
                        network.classifier().memory().orElse(null)));
        optimizer = plan.optimizer().build(TrainedGroups.of(plan, network, trained, loss));
        average = plan.weightAverage() == null
                ? null
                : new MovingAverageConfig(plan.weightAverage()).build(network.tensors());
        Share share = new Share(group.rank(), group.size());
        given = new StageInputs(plan, context, network, images, evaluator, sampler, loss.layers(), share);
        try {
            InputSource own = plan.inputs(given); // may read all images, any of which may be damaged
            divided = group.isAlone() ? null : new DividedSource(own, group);
            inputs = divided == null ? own : divided;
        } catch (RuntimeException | Error e) {
            closeTrained();
            throw e;
        }
    }

    private void freeze() {
        network.freezeOnly(plan.freeze());
        if (plan.batchNorm() == BatchNormMode.STATISTICS_ONLY) {
            network.freezeNorms();
        }
        network.parameters().forEach((name, tensor) -> {
            if (tensor.requires_grad()) {
                trained.put(name, tensor);
            }
        });
    }

    void restore(Map<String, Tensor> tensors) {
        network.load(TensorNames.NETWORK.of(tensors));
        network.arrange(context.layout());
        optimizer.restore(TensorNames.OPTIMIZER.of(tensors));
        loss.restore(TensorNames.LOSS.of(tensors));
        inputs.restore(tensors);
        if (average != null) {
            average.restore(TensorNames.AVERAGE.of(tensors));
        }
    }

    /** Leaves the network with the weights that the stage gives on. */
    void finish() {
        if (average != null) {
            average.swapIn();
        }
    }

    @Override
    public int epochs() {
        return plan.epochs();
    }

    @Override
    public int stepsPerEpoch() {
        return inputs.stepsPerEpoch();
    }

    @Override
    public EarlyStopping earlyStopping() {
        return context.selection() == Selection.LAST && plan.patienceEpochs() == null
                ? EarlyStopping.NONE
                : new EarlyStopping(measure.metric(), plan.patienceEpochs());
    }

    @Override
    public Loss loss() {
        return loss;
    }

    @Override
    public double learningRate(int epoch, int step) {
        return plan.schedule()
                .learningRate(plan.optimizer().learningRate(), epoch, step, stepsPerEpoch(), plan.epochs());
    }

    @Override
    public void prepareEpoch(int epoch) {
        if (loss.needsHeldOut()) {
            loss.takeHeldOut(evaluator.statistics(network, context.heldOut(), loss.layers(), false));
        }
        boolean store = loss.needsStoredFeatures();
        if (loss.centroidSource() == CentroidSource.CLEAN) {
            loss.takeStatistics(evaluator.statistics(network, context.train(), loss.layers(), store));
        } else if (loss.centroidSource() == CentroidSource.AUGMENTED) {
            Evaluator.Draws draws =
                    new Evaluator.Draws(sampler.draw(epoch), given.views().get(0), context.seed("centroids"), epoch);
            loss.takeStatistics(evaluator.statistics(network, context.train(), draws, loss.layers(), store));
        }
    }

    @Override
    public EpochInputs open(int epoch, int firstStep) {
        return inputs.open(epoch, firstStep);
    }

    @Override
    public void update(double learningRate) {
        if (divided != null) {
            divided.combine(trained.values(), loss.parameters().values(), movedStatistics());
        }
        if (plan.gradientClip() != null) {
            List<Tensor> all = new ArrayList<>(trained.values());
            all.addAll(loss.parameters().values());
            new GradientClipping(plan.gradientClip()).apply(all);
        }
        optimizer.step(learningRate);
        optimizer.clearGradients();
        if (average != null) {
            average.update();
        }
        inputs.networkUpdated();
    }

    /** Running statistics that a step moves. */
    private List<Tensor> movedStatistics() {
        if (!plan.batchNorm().usesBatch()) {
            return List.of();
        }
        return network.backbone().buffers().entrySet().stream()
                .filter(buffer -> buffer.getKey().contains(RUNNING))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public Map<String, Double> measure(int epoch) {
        Map<String, Double> own = measureOwn();
        if (own.isEmpty() || group.isAlone()) {
            return own;
        }
        Map<String, Double> values = new TreeMap<>(own);
        try (StepScope scope = StepScope.open()) { // by those of rank 0 all ranks decide alike
            Tensor numbers = Tensors.doubles(
                    values.values().stream().mapToDouble(Double::doubleValue).toArray(), values.size());
            group.broadcast(numbers);
            double[] ofLeader = Tensors.toDoubles(numbers);
            int at = 0;
            for (Map.Entry<String, Double> value : values.entrySet()) {
                value.setValue(ofLeader[at++]);
            }
        }
        return values;
    }

    private Map<String, Double> measureOwn() {
        if (average == null) {
            return measure.of(network);
        }
        try (MovingAverage.Swap swap = average.swapIn()) {
            return measure.of(network);
        }
    }

    @Override
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        TensorNames.NETWORK.put(network.tensors(), tensors);
        TensorNames.OPTIMIZER.put(optimizer.state(), tensors);
        TensorNames.LOSS.put(loss.state(), tensors);
        tensors.putAll(inputs.state());
        if (average != null) {
            TensorNames.AVERAGE.put(average.state(), tensors);
        }
        return tensors;
    }

    @Override
    public void close() {
        inputs.close();
        closeTrained();
    }

    private void closeTrained() {
        optimizer.close();
        loss.close();
        if (average != null) {
            average.close();
        }
    }
}
