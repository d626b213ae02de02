package drolt.experiment;

import drolt.checkpoint.CheckpointFolder;
import drolt.distributed.NamedTensors;
import drolt.distributed.ProcessGroup;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.tensor.StepScope;
import drolt.training.LostStateException;
import drolt.training.StageConfig;
import drolt.training.StageContext;
import drolt.training.StageTrainer;
import drolt.training.StateStore;
import drolt.training.StopSignal;
import drolt.training.TrainingListener;
import drolt.training.TrainingResult;
import drolt.weights.TensorFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains the stages of one run. */
final class StageRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);
    private static final long SEED_STEP = 1_000_003;

    private final ExperimentConfig config;
    private final ExperimentData data;
    private final @Nullable PretrainedWeights pretrained;
    private final Environment environment;
    private final RunOptions options;
    private final ProcessGroup group;

    StageRunner(
            ExperimentConfig config,
            ExperimentData data,
            @Nullable PretrainedWeights pretrained,
            Environment environment,
            RunOptions options,
            ProcessGroup group) {
        this.config = config;
        this.data = data;
        this.pretrained = pretrained;
        this.environment = environment;
        this.options = options;
        this.group = group;
    }

    /** All that determines a stage's result; the stage before it must be finished. */
    StageIdentity identity(String name, FinishedStages finished) {
        StageConfig stage = config.stage(name);
        var measured = data.measured(config.selection());
        String after = stage.after();
        return new StageIdentity(
                stage,
                after == null ? null : finished.get(after).record().fingerprint(),
                data.train().fingerprint(),
                measured == null ? null : measured.fingerprint(),
                data.normalization(),
                config.model(),
                pretrained == null ? null : pretrained.digest(),
                config.augmentation(),
                config.testView(),
                config.seed(),
                config.selection(),
                environment);
    }

    /** Trains a stage from its newest checkpoint and stores its result; the outcome is empty where it has one. */
    Optional<RunOutcome> train(
            String name,
            StageIdentity identity,
            StageFolder folder,
            FinishedStages finished,
            List<TrainingListener> listeners,
            StopSignal stop) {
        try {
            return attempt(name, identity, folder, finished, listeners, stop);
        } catch (LostStateException e) {
            LOG.warn("{}: the best epoch's checkpoint is lost; the stage is trained anew", folder.root());
            folder.checkpoints(identity.fingerprint()).clear();
            return attempt(name, identity, folder, finished, listeners, stop);
        }
    }

    private Optional<RunOutcome> attempt(
            String name,
            StageIdentity identity,
            StageFolder folder,
            FinishedStages finished,
            List<TrainingListener> listeners,
            StopSignal stop) {
        StageConfig stage = config.stage(name);
        String fingerprint = identity.fingerprint();
        CheckpointFolder checkpoints = folder.checkpoints(fingerprint);
        try (Network network = config.modelBefore(name).build(data.train().classCount(), config.seed())) {
            String after = stage.after();
            if (after != null) {
                load(network, finished.get(after));
            } else if (pretrained != null) {
                pretrained.load(network);
            }
            ProcessGroup ranks =
                    stage.plan().isPresent() ? group : ProcessGroup.ALONE; // what no gradient trains is quick
            if (!ranks.isAlone()) {
                new RankCalls(group, config.order()).train(name, environment);
                shareValues(network);
            }
            StateStore states = new SharedStates(ranks, folder.guarded(checkpoints));
            try (StageTrainer trainer = new StageTrainer(context(name), network, states, listeners, stop, ranks)) {
                TrainingResult result = stage.run(trainer);
                Optional<RunOutcome> broken = RunOutcome.ofBroken(name, result, checkpoints);
                if (broken.isEmpty()) {
                    folder.write(StageRecord.of(fingerprint, write(folder, network), result, trainer));
                    checkpoints.clear();
                }
                return broken;
            }
        }
    }

    /** On a rank that is not 0: trains a stage with rank 0, which has told so. */
    void follow(String name, StopSignal stop) {
        try (Network network = config.modelBefore(name).build(data.train().classCount(), config.seed())) {
            shareValues(network);
            StateStore states = new SharedStates(group, StateStore.NONE);
            try (StageTrainer trainer = new StageTrainer(context(name), network, states, List.of(), stop, group)) {
                config.stage(name).run(trainer);
            }
        } catch (LostStateException e) {
            LOG.debug("rank 0 trains stage {} anew", name);
        }
    }

    /** Gives the networks of all ranks the values of rank 0's. */
    private void shareValues(Network network) {
        try (StepScope scope = StepScope.open()) {
            Map<String, Tensor> values = NamedTensors.fromLeader(group, network.tensors());
            if (!group.leads()) {
                network.load(values);
            }
        }
    }

    private StageContext context(String name) {
        return new StageContext(
                config.modelAfter(name),
                data.train(),
                data.measured(config.selection()),
                config.selection(),
                data.statistics(),
                config.augmentation(),
                config.view(),
                seed(name),
                environment.precision(),
                environment.layout(),
                options.loaderThreads(),
                data.shotCounts(),
                config.dataset().shots());
    }

    /** Depends on the stage's place in its chain, not on its name: compared arms draw and augment alike. */
    private long seed(String name) {
        return config.seed() + config.chain(name).size() * SEED_STEP;
    }

    private static void load(Network network, FinishedStage before) {
        try (StepScope scope = StepScope.open()) {
            network.load(TensorFile.read(before.weights(), before.record().weights()));
        }
    }

    private static String write(StageFolder folder, Network network) {
        try (StepScope scope = StepScope.open()) {
            return TensorFile.write(folder.weights(), network.namedForFiles());
        }
    }
}
