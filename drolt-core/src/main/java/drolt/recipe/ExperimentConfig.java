package drolt.recipe;

import drolt.augmentation.TransformConfig;
import drolt.configuration.InvalidValueException;
import drolt.data.DatasetConfig;
import drolt.loss.robust.DroLtConfig;
import drolt.model.ModelConfig;
import drolt.training.Selection;
import drolt.training.StageBackbone;
import drolt.training.StageClassifier;
import drolt.training.StageConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recipe: what a run does, completely.
 *
 * @param version of the recipe's format
 * @param seed of all randomness but that of the subset, which the data set states
 * @param augmentation transforms of training images, in order; a stage may have its own
 * @param testView transforms that show an image to evaluation and to passes for centroids; null: images as they are
 * @param stages by name
 * @param arms rows of the table: the name of each, and its last stage
 */
public record ExperimentConfig(
        int version,
        long seed,
        DatasetConfig dataset,
        List<TransformConfig> augmentation,
        @Nullable List<TransformConfig> testView,
        ModelConfig model,
        Map<String, StageConfig> stages,
        Map<String, String> arms,
        Selection selection) {
    /** The newest format of recipes that this version of the program reads. */
    public static final int NEWEST_VERSION = 1;

    /** Each stage is checked with all before it, so the time grows with the square. */
    private static final int MOST_STAGES = 500;

    private static final String STAGE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    public ExperimentConfig {
        if (version < 1 || version > NEWEST_VERSION) {
            throw new InvalidValueException("version", version, "must lie in 1.." + NEWEST_VERSION);
        }
        if (stages.isEmpty()) {
            throw new InvalidValueException("stages", "{}", "must hold at least one stage");
        }
        if (stages.size() > MOST_STAGES || arms.size() > MOST_STAGES) {
            throw new InvalidValueException(
                    stages.size() > MOST_STAGES ? "stages" : "arms",
                    Math.max(stages.size(), arms.size()) + " entries",
                    "must be at most " + MOST_STAGES + "; divide them among several recipes");
        }
        if (arms.isEmpty()) {
            throw new InvalidValueException("arms", "{}", "must hold at least one arm");
        }
        Set<String> used = new LinkedHashSet<>();
        Set<String> files = new LinkedHashSet<>();
        arms.forEach((arm, last) -> {
            String file = fileName(arm);
            if (file.isEmpty() || !files.add(file)) {
                throw new InvalidValueException(
                        "arms", "'" + arm + "'", "must differ from the other arms in its letters and digits");
            }
            requireStage(stages, last, "arms." + arm);
            used.addAll(chain(stages, last));
        });
        stages.forEach((name, stage) -> {
            if (!name.matches(STAGE_NAME)) {
                throw new InvalidValueException(
                        "stages." + name, "the name", "may hold letters, digits, dots, dashes and underscores only");
            }
            if (!used.contains(name)) {
                throw new InvalidValueException(
                        "stages." + name, "the stage", "is in no arm; remove it or name it in one");
            }
        });
        if (selection == Selection.VALIDATION && !dataset.hasValidation()) {
            throw new InvalidValueException(
                    "selection",
                    "validation",
                    "needs a validation split; set dataset.validationShare, for example to 0.1");
        }
        requireAlikeEveryTime(testView);
        boolean measured = selection == Selection.TEST || dataset.hasValidation();
        stages.forEach((name, stage) -> requireFits(name, stage, model, measured));
        stages.keySet().forEach(name -> classifierAfter(model, stages, name));
        stages.keySet().forEach(name -> backboneAfter(stages, name));
        if (selection == Selection.TEST && stages.values().stream().noneMatch(ExperimentConfig::isReleased)) {
            throw new InvalidValueException(
                    "selection",
                    "test",
                    "is there only to repeat the released program: a stage with loss.form released; use validation or last");
        }
    }

    /** An arm's name in letters and digits, for the names of its files; no two arms of a recipe share one. */
    public static String fileName(String arm) {
        return arm.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static void requireFits(String name, StageConfig stage, ModelConfig model, boolean measured) {
        try {
            stage.requireFits(model, measured);
        } catch (InvalidValueException e) {
            throw e.under("stages." + name);
        }
    }

    /** From stage to stage of the chain; each refuses what it cannot work with. */
    private static StageClassifier classifierAfter(ModelConfig model, Map<String, StageConfig> stages, String last) {
        StageClassifier classifier = null;
        for (String link : chain(stages, last)) {
            try {
                classifier = stage(stages, link).classifierAfter(model, classifier);
            } catch (InvalidValueException e) {
                throw e.under("stages." + link);
            }
        }
        return Objects.requireNonNull(classifier);
    }

    private static StageBackbone backboneAfter(Map<String, StageConfig> stages, String last) {
        StageBackbone backbone = StageBackbone.PLAIN;
        for (String link : chain(stages, last)) {
            try {
                backbone = stage(stages, link).backboneAfter(backbone);
            } catch (InvalidValueException e) {
                throw e.under("stages." + link);
            }
        }
        return backbone;
    }

    private static void requireAlikeEveryTime(@Nullable List<TransformConfig> testView) {
        if (testView != null && testView.stream().anyMatch(TransformConfig::isRandom)) {
            throw new InvalidValueException(
                    "testView",
                    "a random transform",
                    "would show an image otherwise each time; use resize and center-crop");
        }
    }

    private static boolean isReleased(StageConfig stage) {
        return stage.plan()
                .map(plan -> plan.loss() instanceof DroLtConfig loss && loss.isReleased())
                .orElse(false);
    }

    /** The transforms that show an image to evaluation; empty: images as they are. */
    public List<TransformConfig> view() {
        return testView == null ? List.of() : testView;
    }

    /**
     * A stage by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public StageConfig stage(String name) {
        return stage(stages, name);
    }

    private static StageConfig stage(Map<String, StageConfig> stages, String name) {
        StageConfig stage = stages.get(name);
        if (stage == null) {
            throw new IllegalArgumentException("no stage is named " + name);
        }
        return stage;
    }

    /** The model with the classifier that a stage leaves: what the weights that it gives on belong to. */
    public ModelConfig modelAfter(String stage) {
        return model.withClassifier(classifierAfter(model, stages, stage).config());
    }

    /** The model with the classifier that a stage starts from. */
    public ModelConfig modelBefore(String stage) {
        String after = stage(stage).after();
        return modelAfter(after == null ? stage : after);
    }

    /** What a stage leaves of the model's backbone. */
    public StageBackbone backboneAfter(String stage) {
        return backboneAfter(stages, stage);
    }

    /** The stages that lead to the given one, first to last. */
    public List<String> chain(String last) {
        return chain(stages, last);
    }

    private static List<String> chain(Map<String, StageConfig> stages, String last) {
        LinkedHashSet<String> chain = new LinkedHashSet<>();
        String name = last;
        while (name != null) {
            if (!chain.add(name)) {
                throw new InvalidValueException("stages." + name + ".after", name, "closes a circle of stages");
            }
            String after = stage(stages, name).after();
            if (after != null) {
                requireStage(stages, after, "stages." + name + ".after");
            }
            name = after;
        }
        List<String> ordered = new ArrayList<>(chain);
        Collections.reverse(ordered);
        return List.copyOf(ordered);
    }

    private static void requireStage(Map<String, StageConfig> stages, String name, String key) {
        if (!stages.containsKey(name)) {
            throw new InvalidValueException(
                    key, name, "must be one of the stages: " + String.join(", ", stages.keySet()));
        }
    }

    /** Every stage that an arm needs, each after the one that it starts from, in the order of the arms. */
    public List<String> order() {
        LinkedHashSet<String> order = new LinkedHashSet<>();
        arms.values().forEach(last -> order.addAll(chain(last)));
        return List.copyOf(order);
    }
}
