package drolt.experiment;

import drolt.configuration.ConfigSource;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import java.util.List;

/** Recipes of a second or a few: a few hundred generated images, ResNet-8 of width 4. */
public final class TinyRecipe {
    /** Data and model of all of them. */
    static final String HEAD = """
            version: 1
            seed: 7
            dataset:
              kind: embedded
              imagesOfLargestClass: 14
              imbalanceFactor: 4
              testImagesPerClass: 2
              validationShare: 0.2
              shots: {manyAbove: 9, fewBelow: 5}
            augmentation: [{kind: random-crop, padding: 4}, {kind: random-flip}]
            model: {kind: cifar-resnet, depth: 8, width: 4}
            """;

    /** Every part that keeps a state, in as few steps as can be; about 110 steps of 32 images. */
    static final String ALL_STATES = HEAD + """
            stages:
              pretrain:
                kind: train
                epochs: 4
                batchSize: 32
                optimizer: {kind: sgd, learningRate: 0.05}
                schedule: {kind: cosine, warmup: {epochs: 1}, per: step}
                loss:
                  kind: deferred
                  until: 2
                  first: {kind: focal}
                  then:
                    kind: sum
                    terms:
                      - {weight: 0.5, loss: {kind: balanced-softmax}}
                      - {weight: 0.1, loss: {kind: dro-lt, lambda: 0, radius: {kind: learned}}}
              features:
                kind: train
                after: pretrain
                epochs: 3
                batchSize: 32
                sampler: {kind: class-aware, perClass: 2}
                loss: {kind: dro-lt, radius: {kind: learned}}
                optimizer: {kind: sgd, learningRate: 0.02, nesterov: true}
                schedule: {kind: cosine, per: step}
                weightAverage: 0.9
                gradientClip: 5
              classifier:
                kind: classifier
                after: features
                epochs: 4
                batchSize: 32
                augmentation: []
              exact:
                kind: train
                after: pretrain
                epochs: 3
                batchSize: 32
                sampler: {kind: square-root}
                loss: {kind: dro-lt, denominator: exact, radius: {kind: learned-priced}}
                optimizer: {kind: adamw}
                schedule: {kind: one-cycle}
              moving:
                kind: train
                after: exact
                epochs: 4
                batchSize: 32
                loss: {kind: dro-lt, centroids: {kind: moving-average}, radius: {kind: learned-raw}}
                patienceEpochs: 1
              scaled:
                kind: classifier
                after: moving
                epochs: 2
                batchSize: 32
                head: scaled
                batchNorm: train
            arms:
              cross-entropy: pretrain
              DRO-LT + cRT: classifier
              exact + LWS: scaled
            selection: validation
            """;

    private TinyRecipe() {}

    public static Recipe read(String yaml, String... overrides) {
        return RecipeReader.read(new ConfigSource(yaml, "tiny.yaml", List.of(overrides)), "tiny");
    }
}
