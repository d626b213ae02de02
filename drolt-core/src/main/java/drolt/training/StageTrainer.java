package drolt.training;

import drolt.augmentation.TransformConfig;
import drolt.centroid.FeatureStatistics;
import drolt.configuration.ConfigException;
import drolt.data.ClassCounts;
import drolt.distributed.ProcessGroup;
import drolt.inference.Evaluator;
import drolt.inference.ImageTensors;
import drolt.loss.Loss;
import drolt.model.Classifier;
import drolt.model.LinearClassifier;
import drolt.model.Network;
import drolt.model.ScaledClassifier;
import drolt.radius.CentroidProbability;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Carries out one stage on a network, in place.
 *
 * <p>Afterwards the network holds the weights that the stage gives on, unless the training was interrupted or diverged.
 */
public final class StageTrainer implements AutoCloseable {
    private final StageContext context;
    private final Network network;
    private final StateStore states;
    private final List<TrainingListener> listeners;
    private final StopSignal stop;
    private final ProcessGroup group;
    private final ImageTensors images;
    private final Evaluator evaluator;
    private int keptEpoch;
    private List<Double> radiusProbabilities = List.of();

    /** The network stays the caller's. */
    public StageTrainer(
            StageContext context,
            Network network,
            StateStore states,
            List<TrainingListener> listeners,
            StopSignal stop) {
        this(context, network, states, listeners, stop, ProcessGroup.ALONE);
    }

    /**
     * One that divides every batch among the ranks of a group; all carry out the same stage on networks of the same
     * values.
     *
     * @param states read by every rank, and the same for all
     */
    public StageTrainer(
            StageContext context,
            Network network,
            StateStore states,
            List<TrainingListener> listeners,
            StopSignal stop,
            ProcessGroup group) {
        this.context = context;
        this.network = network;
        this.states = states;
        this.listeners = listeners;
        this.stop = stop;
        this.group = group;
        images = new ImageTensors(context.statistics(), context.layout());
        evaluator = new Evaluator(
                images, context.precision(), context.loaderThreads(), TransformConfig.buildAll(context.testView()));
        network.arrange(context.layout());
    }

    /** Trains by gradient, from the newest stored state where there is one. */
    public TrainingResult train(TrainingPlan plan) {
        return train(plan, context);
    }

    private TrainingResult train(TrainingPlan plan, StageContext given) {
        plan.requireFitsImages(given.train(), given.model());
        changeHead(plan);
        fillMemory();
        EpochMeasure measure = new EpochMeasure(given, plan.selectBy(), evaluator);
        if (plan.patienceEpochs() != null && measure.metric() == null) {
            throw new ConfigException(
                    "patienceEpochs needs a validation split; set dataset.validationShare, for example to 0.1");
        }
        try (GradientTask task = new GradientTask(plan, given, network, images, evaluator, measure, group)) {
            TrainingResult result = run(task, restore(task, given.selection()));
            if (result instanceof TrainingResult.Completed || result instanceof TrainingResult.StoppedEarly) {
                keptEpoch = result.history().size();
                radiusProbabilities = radiusProbabilities(task.loss());
                if (given.selection() != Selection.LAST) {
                    keptEpoch = task.earlyStopping().bestEpoch(result.history());
                    loadBest(task, keptEpoch);
                }
                task.finish();
                foldScale(network.classifier());
            }
            return result;
        }
    }

    /**
     * Trains the backbone under a classifier of other things, and measures no epoch; that of the classes stays as it was.
     *
     * @param other closed here
     */
    public TrainingResult trainUnder(Classifier other, TrainingPlan plan) {
        Classifier ofClasses = network.classifier();
        network.replaceClassifier(other);
        try {
            return train(plan, context.unmeasured());
        } finally {
            Classifier trained = network.classifier();
            network.replaceClassifier(ofClasses);
            trained.close();
        }
    }

    /** The network, in the hands of the stage. */
    public Network network() {
        return network;
    }

    /** What the stage was given. */
    public StageContext context() {
        return context;
    }

    /** Evaluates and measures as this stage's images are shown to a test. */
    public Evaluator evaluator() {
        return evaluator;
    }

    /** Arranges a backbone that has just got new parts as the context says, and puts the model's classifier on it. */
    public void backboneGrew() {
        network.arrange(context.layout());
        putFreshHead();
    }

    private TrainingProgress restore(GradientTask task, Selection selection) {
        try (StepScope scope = StepScope.open()) {
            Optional<TrainingState> latest = states.latest(progress -> {
                progress.requireOf(
                        task.epochs(),
                        task.stepsPerEpoch(),
                        task.earlyStopping().metric());
                return selection == Selection.LAST ? 0 : task.earlyStopping().bestSoFar(progress.history());
            });
            latest.ifPresent(state -> task.restore(state.tensors()));
            return latest.map(TrainingState::progress).orElse(TrainingProgress.START);
        }
    }

    private TrainingResult run(GradientTask task, TrainingProgress start) {
        List<TrainingListener> all = new ArrayList<>(listeners);
        all.add(0, new SavingListener(states, task.earlyStopping()));
        return new TrainingLoop(task, all, stop.ofAny(group)).run(start);
    }

    private void loadBest(GradientTask task, int epoch) {
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> best = states.best(epoch).orElseThrow(() -> new LostStateException(epoch));
            task.restore(best);
        }
    }

    private void changeHead(TrainingPlan plan) {
        if (plan.head() == HeadChange.FRESH) {
            putFreshHead();
        } else if (plan.head() == HeadChange.SCALED) {
            network.replaceClassifier(
                    new ScaledClassifier(linear("learnable weight scaling"), plan.linearLearningRateScale() != null));
        }
    }

    private void putFreshHead() {
        Classifier old = network.classifier();
        Classifier fresh = context.model()
                .classifier()
                .build(network.backbone().dimension(), context.train().classCount(), context.seed("head"));
        fresh.takeOver(old);
        network.replaceClassifier(fresh);
        old.close();
    }

    /** An empty memory begins with the class means of the clean training features. */
    private void fillMemory() {
        network.classifier().memory().ifPresent(memory -> {
            if (Arrays.stream(Tensors.toDoubles(memory)).allMatch(value -> value == 0)) {
                FeatureStatistics statistics = evaluator.statistics(network, context.train(), false);
                try (StepScope scope = StepScope.open()) {
                    memory.set_data(Tensors.floatMatrix(statistics.centroids()));
                }
            }
        });
    }

    private void foldScale(Classifier classifier) {
        if (classifier instanceof ScaledClassifier scaled) {
            network.replaceClassifier(scaled.fold());
        }
    }

    /**
     * The network's classifier, for methods that need a linear one.
     *
     * @param method what needs it, to begin a sentence
     * @throws ConfigException if it is not
     */
    public LinearClassifier linear(String method) {
        if (network.classifier() instanceof LinearClassifier linear) {
            return linear;
        }
        throw new ConfigException(method + " needs a linear classifier; set model.classifier.kind to linear");
    }

    /** The epoch whose weights the stage gives on, from 1; 0 where nothing was trained. */
    public int keptEpoch() {
        return keptEpoch;
    }

    /** p(eps_c) of each class after the last epoch, its variance taken from clean features; empty without radii. */
    public List<Double> radiusProbabilities() {
        return radiusProbabilities;
    }

    private List<Double> radiusProbabilities(Loss loss) {
        double[] radii = loss.radii();
        if (radii.length == 0) {
            return List.of();
        }
        FeatureStatistics statistics = evaluator.statistics(network, context.train(), loss.radiusLayer());
        return Arrays.stream(new CentroidProbability(ClassCounts.of(context.train()), statistics).of(radii))
                .boxed()
                .toList();
    }

    @Override
    public void close() {
        images.close();
    }
}
