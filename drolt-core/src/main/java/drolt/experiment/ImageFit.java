package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageData;
import drolt.data.ImageDataset;
import drolt.data.ImageSize;
import drolt.recipe.ExperimentConfig;
import drolt.recipe.Recipe;
import drolt.training.Selection;
import drolt.training.TrainingPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether a recipe's stages can be carried out on its images, before the first of them begins. */
public final class ImageFit {
    private final Recipe recipe;
    private final ExperimentConfig config;
    private final ExperimentData data;

    private ImageFit(Recipe recipe, ExperimentData data) {
        this.recipe = recipe;
        this.config = recipe.config();
        this.data = data;
    }

    static ImageFit of(Recipe recipe, ExperimentData data) {
        return new ImageFit(recipe, data);
    }

    /**
     * Refuses images that are too few for a stage or come in sizes that no batch can hold; needs no engine.
     *
     * @throws ConfigException in one line, for all stages at once
     */
    public static void requireEnough(Recipe recipe, ImageData data) {
        ExperimentConfig config = recipe.config();
        ImageFit fit = of(recipe, ExperimentData.of(config.dataset(), data, config.seed()));
        fit.requireMeasured();
        fit.requireStages((name, plan) -> plan.requireDraws(fit.data.train()));
        fit.requireTrainedSizes();
        fit.requireTest();
    }

    /**
     * Refuses what no stage can be trained on; does not ask for a test image.
     *
     * @throws ConfigException in one line, for all stages at once
     */
    void require() {
        requireMeasured();
        requireStages(this::requireFits);
        requireTrainedSizes();
    }

    /** Whether images in folders have a validation split depends on the folders alone. */
    private void requireMeasured() {
        if (data.validation() != null || config.selection() == Selection.TEST) {
            return;
        }
        if (config.selection() == Selection.VALIDATION) {
            throw mistake(
                    "selection: validation needs a validation split; set dataset.validationShare, for example to 0.1");
        }
        config.stages().forEach((name, stage) -> {
            try {
                stage.requireFits(config.model(), false);
            } catch (InvalidValueException e) {
                throw mistake("stages." + name + "." + e.key() + ": " + e.getMessage());
            }
        });
    }

    /**
     * Refuses test images of which no batch can be made.
     *
     * @throws ConfigException in one line
     */
    void requireTest() {
        requireSizes("testView", data.test(), config.view());
    }

    /**
     * Refuses stages that several processes cannot divide among them.
     *
     * @throws ConfigException in one line, for all stages at once
     */
    void requireDivisible(int processes) {
        requireStages((name, plan) -> plan.requireDivisible(data.train(), processes));
    }

    private void requireFits(String stage, TrainingPlan plan) {
        plan.requireFitsImages(data.train(), config.modelAfter(stage));
        if (config.backboneAfter(stage).attention() != null) {
            plan.requireOneSize(data.train(), config.augmentation(), config.view());
        }
    }

    /** What a stage's training needs; throws {@link InvalidValueException}. */
    private interface Need {
        void require(String stage, TrainingPlan plan);
    }

    private void requireStages(Need need) {
        Map<String, List<String>> keys = new LinkedHashMap<>(); // by what is wrong with them
        config.stages().forEach((name, stage) -> {
            try {
                stage.plan().ifPresent(plan -> need.require(name, plan));
            } catch (InvalidValueException e) {
                keys.computeIfAbsent(String.valueOf(e.getMessage()), message -> new ArrayList<>())
                        .add("stages." + name + "." + e.key());
            }
        });
        if (!keys.isEmpty()) {
            List<String> mistakes = new ArrayList<>();
            keys.forEach((message, of) -> mistakes.add(String.join(", ", of) + ": " + message));
            throw mistake(String.join("; ", mistakes));
        }
    }

    private void requireTrainedSizes() {
        Set<List<List<TransformConfig>>> seen = new HashSet<>();
        config.stages()
                .forEach((name, stage) -> stage.plan().ifPresent(plan -> {
                    List<List<TransformConfig>> views = plan.allShown(config.augmentation(), config.view());
                    if (plan.batchSize() > 1 && seen.add(views)) {
                        views.forEach(view -> requireSizes("augmentation of stage " + name, data.train(), view));
                    }
                }));
        requireSizes("testView", data.train(), config.view()); // centroids are measured on training images
        ImageDataset validation = data.validation();
        if (validation != null) {
            requireSizes("testView", validation, config.view());
        }
    }

    /** Refuses images that a view shows in different sizes. */
    private void requireSizes(String view, ImageDataset images, List<TransformConfig> transforms) {
        boolean fixed =
                transforms.stream().anyMatch(transform -> transform.side().isPresent());
        Optional<ImageSize> first = fixed || images.size() == 0 ? Optional.empty() : shown(images, 0, transforms);
        if (first.isEmpty()) {
            return;
        }
        OptionalInt other = IntStream.range(1, images.size())
                .parallel()
                .filter(index -> !shown(images, index, transforms).equals(first))
                .findFirst();
        if (other.isPresent()) {
            int index = other.getAsInt();
            throw mistake(view + ": leaves images of different sizes: " + images.name(index) + " is "
                    + shown(images, index, transforms).orElseThrow() + " pixels, " + images.name(0) + " is "
                    + first.get()
                    + ", and all images of a batch must have one size; bring them to one by random-resized-crop in"
                    + " augmentation and by resize and center-crop in testView");
        }
    }

    private static Optional<ImageSize> shown(ImageDataset images, int index, List<TransformConfig> transforms) {
        return images.ownSize(index).map(size -> {
            ImageSize shown = size;
            for (TransformConfig transform : transforms) {
                shown = transform.shown(shown);
            }
            return shown;
        });
    }

    private ConfigException mistake(String message) {
        return new ConfigException("recipe " + recipe.name() + ": " + message);
    }
}
