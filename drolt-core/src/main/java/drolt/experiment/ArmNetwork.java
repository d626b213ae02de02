package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.tensor.MemoryLayout;
import drolt.tensor.StepScope;
import drolt.weights.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An arm's final network, from the file that a run keeps of it. */
final class ArmNetwork {
    private ArmNetwork() {}

    /**
     * Where a run keeps an arm's weights.
     *
     * @throws ConfigException if they are not there
     */
    static Path file(Path run, ArmResult arm) {
        Path model = run.resolve(arm.model());
        if (!Files.exists(model)) {
            throw new ConfigException(
                    run + ": the model " + arm.model() + " is missing; the command that made the run makes it anew");
        }
        return model;
    }

    /**
     * Loads it.
     *
     * @param digest SHA-256 (hex) that the file must have
     * @return the caller's, who closes it
     * @throws ConfigException if the file is not the one that was written
     */
    static Network load(
            ExperimentConfig config, String arm, int classCount, Path file, String digest, MemoryLayout layout) {
        String last = Objects.requireNonNull(config.arms().get(arm), arm);
        Network network = config.modelAfter(last).build(classCount, config.seed());
        try {
            try (StepScope scope = StepScope.open()) {
                network.load(TensorFile.read(file, digest));
            }
            network.arrange(layout);
            return network;
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }
}
