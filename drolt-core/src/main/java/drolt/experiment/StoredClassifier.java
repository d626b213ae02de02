package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigException;
import drolt.data.DataSize;
import drolt.data.InMemoryDataset;
import drolt.data.RgbImage;
import drolt.inference.ImageClassifier;
import drolt.inference.ImageInput;
import drolt.inference.OtherSizes;
import drolt.recipe.RecipeKinds;
import drolt.model.Network;
import drolt.recipe.ExperimentConfig;
import drolt.tensor.Engine;
import drolt.training.ShownSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opens an arm of a finished run for new images. Needs the run's folder alone, not its data: {@code result.json}, and of
 * {@code models/} the arm's weights and {@link ModelCard}.
 */
public final class StoredClassifier {
    /** Sides of images that have nothing in common. */
    private static final int LONG_SIDE = 61;

    private static final int SHORT_SIDE = 40;

    private StoredClassifier() {}

    /**
     * Opens an arm, in the precision of the run and with its number of threads, which this thread keeps. Images of other
     * sizes are refused.
     *
     * @param run its folder
     * @param arm its name, as the table has it
     * @return the caller's, who closes it
     * @throws ConfigException if the run is not finished, has no such arm, or lacks the arm's weights; one line
     */
    public static ImageClassifier open(Path run, String arm) {
        return open(run, arm, OtherSizes.REFUSED, RecipeKinds.SHIPPED);
    }

    /** The same with a choice for images of other sizes, of a run whose recipe may name kinds of one's own. */
    public static ImageClassifier open(
            Path run, String arm, OtherSizes otherSizes, RecipeKinds kinds) {
        RunResult result = RunEvaluation.read(run);
        ArmResult found = RunEvaluation.arm(run, result, arm);
        ExperimentConfig config = RunEvaluation.recipe(run, result, kinds).config();
        Path weights = ArmNetwork.file(run, found);
        ImageInput input = ModelCard.read(run, found)
                .map(card -> card.input(config.view(), otherSizes))
                .orElseGet(() -> inputOfRecipe(run, config, otherSizes));
        Environment environment = result.environment();
        Engine.setThreads(environment.threads());
        List<String> classNames = result.classNames();
        Network network =
                ArmNetwork.load(config, arm, classNames.size(), weights, found.weights(), environment.layout());
        return new ImageClassifier(network, classNames, input, environment.precision(), environment.layout());
    }

    /** For runs of versions that wrote no cards: nearly always the recipe says as much. */
    private static ImageInput inputOfRecipe(Path run, ExperimentConfig config, OtherSizes otherSizes) {
        Optional<DataSize> known = config.dataset().size();
        ShownSize tall = shown(
                config,
                known.map(DataSize::height).orElse(LONG_SIDE),
                known.map(DataSize::width).orElse(SHORT_SIDE));
        ShownSize wide = shown(
                config,
                known.map(DataSize::height).orElse(SHORT_SIDE),
                known.map(DataSize::width).orElse(LONG_SIDE));
        if (!tall.equals(wide)) {
            throw new ConfigException(
                    run + ": was made by an earlier version of drolt, which did not note the size of its"
                            + " images; the command that made the run notes it, and trains nothing anew");
        }
        return new ImageInput(
                config.view().stream().map(TransformConfig::build).toList(),
                tall.height(),
                tall.width(),
                config.dataset().statistics(),
                otherSizes);
    }

    /** The size in which the recipe shows an image of a size. */
    private static ShownSize shown(ExperimentConfig config, int height, int width) {
        byte[][] black = {new byte[new RgbImage(height, width).length()]};
        return ShownSize.of(InMemoryDataset.of(List.of("any"), new int[] {0}, black, height, width), config.view());
    }
}
