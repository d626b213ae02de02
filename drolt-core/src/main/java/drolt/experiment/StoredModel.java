package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigException;
import drolt.data.PixelStatistics;
import drolt.data.RgbImage;
import drolt.inference.ImageInput;
import drolt.inference.OtherSizes;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.tensor.Engine;
import java.nio.file.Path;
import java.util.List;

/**
 * An arm's network and its card, opened from the folder of a finished run alone. Owns the network; close it.
 *
 * <p>Not for several threads.
 */
public final class StoredModel implements AutoCloseable {
    private final Network network;
    private final ModelCard card;
    private final Path weights;
    private final ImageInput input;

    private StoredModel(Network network, ModelCard card, Path weights, ImageInput input) {
        this.network = network;
        this.card = card;
        this.weights = weights;
        this.input = input;
    }

    /**
     * Opens an arm.
     *
     * @param run folder of the run
     * @param arm its name, as the table has it
     * @throws ConfigException if the run is not finished, has no such arm, or lacks its weights or its card; one line
     */
    public static StoredModel open(Path run, String arm) {
        FinishedRun finished = FinishedRun.open(run);
        ArmResult found = finished.arm(arm);
        ExperimentConfig config = finished.config();
        Path weights = ArmNetwork.file(run, found);
        ModelCard card = ModelCard.read(run, found);
        Engine.load();
        Network network = ArmNetwork.load(
                config,
                arm,
                card.classNames().size(),
                weights,
                found.weights(),
                card.environment().layout());
        List<TransformConfig> view = config.view();
        return new StoredModel(network, card, weights, card.input(view, OtherSizes.RESIZED));
    }

    /** Lives as long as this. */
    public Network network() {
        return network;
    }

    public ModelCard card() {
        return card;
    }

    /** The file of the run that holds the arm's weights. */
    public Path weights() {
        return weights;
    }

    /** What normalises pixels that are scaled to [0, 1]. */
    public PixelStatistics statistics() {
        return card.statistics();
    }

    /**
     * An image as the network sees it. Safe for use from several threads.
     *
     * @param image is changed
     * @param name what messages call it
     */
    public RgbImage show(RgbImage image, String name) {
        return input.show(image, name);
    }

    @Override
    public void close() {
        network.close();
    }
}
