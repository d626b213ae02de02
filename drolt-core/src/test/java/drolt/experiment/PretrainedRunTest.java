package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.ConfigException;
import drolt.model.Network;
import drolt.recipe.Recipe;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.weights.TensorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backbone that starts from the weights of another network, in a file that names them as torchvision does. */
class PretrainedRunTest {
    private static final String STAGES = """
            stages:
              pretrain:
                kind: train
                epochs: 1
                batchSize: 64
                batchNorm: eval
                optimizer: {kind: sgd, learningRate: 1.0e-12}
            arms: {a: pretrain}
            """;
    private static final float[] MARKED = {2, 3};

    @TempDir
    private Path folder;

    private Path weights;

    @BeforeEach
    void writeWeights() {
        Engine.load();
        weights = folder.resolve("weights.safetensors");
        write(weights, tensors -> {});
    }

    private Recipe recipe(Path pretrained, String... overrides) {
        String model = "model: {kind: resnet, depth: 10, width: 2, stem: small, pretrained: \"" + pretrained + "\"}";
        return TinyRecipe.read(TinyRecipe.HEAD.replaceAll("model: .*", model) + STAGES, overrides);
    }

    /** Weights of a network of another seed, with ImageNet's classifier beside them, altered. */
    private void write(Path file, Consumer<Map<String, Tensor>> change) {
        try (StepScope scope = StepScope.open();
                Network network = recipe(file).config().model().build(3, 77)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(network.backboneTensors());
            tensors.put("bn1.running_mean", Tensors.floats(MARKED, 2));
            tensors.put("fc.weight", Tensors.floats(new float[1000 * 16], 1000, 16));
            change.accept(tensors);
            TensorFile.write(file, tensors);
        }
    }

    private TinyRun run(Path pretrained, String name, String... overrides) {
        TinyRun run = new TinyRun(recipe(pretrained, overrides), folder.resolve(name)).store(folder.resolve("store"));
        assertThat(run.run()).isInstanceOf(RunOutcome.Completed.class);
        return run;
    }

    @Test
    void theBackboneStartsThereAndTheClassifierAfresh() {
        run(weights, "run");
        try (StepScope scope = StepScope.open();
                Network fresh = recipe(weights).config().model().build(24, 7)) {
            Map<String, Tensor> trained = TensorFile.readSome(
                    folder.resolve("run/models/a.safetensors"),
                    fresh.namedForFiles().keySet());
            Map<String, Tensor> given =
                    TensorFile.readSome(weights, fresh.backboneTensors().keySet());
            given.forEach((name, tensor) -> assertEqual(name, trained, tensor));
            Map<String, Tensor> classifier = fresh.classifier().parameters();
            assertEqual("fc.weight", trained, Objects.requireNonNull(classifier.get("linear.weight")));
            assertEqual("fc.bias", trained, Objects.requireNonNull(classifier.get("linear.bias")));
            assertThat(Tensors.toFloats(trained.get("bn1.running_mean"))).containsExactly(MARKED);
        }
    }

    private static void assertEqual(String name, Map<String, Tensor> trained, Tensor expected) {
        assertThat(Tensors.toFloats(trained.get(name)))
                .as(name)
                .containsExactly(Tensors.toFloats(expected), within(1e-6f));
    }

    @Test
    void theContentIsPartOfWhatAStageIsAndThePathIsNot() throws IOException {
        run(weights, "first");
        Path moved = Files.copy(weights, folder.resolve("moved"));
        assertThat(run(moved, "moved-run").reused()).containsExactly("pretrain");
        write(moved, tensors -> tensors.put("bn1.running_mean", Tensors.floats(new float[] {2, 4}, 2)));
        assertThat(run(moved, "other").reused()).isEmpty();
        write(weights, tensors -> tensors.put("bn1.running_mean", Tensors.floats(new float[] {2, 4}, 2)));
        assertThatThrownBy(() -> run(weights, "first"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("holds another run, with other weights of model.pretrained");
    }

    @Test
    void whatDoesNotFitIsOneLineBeforeAnythingIsWritten() throws IOException {
        String mend = "; model.pretrained must name weights of the same network (depth, width, groups)";
        write(weights, tensors -> tensors.remove("layer2.0.downsample.1.running_var"));
        refused(
                weights,
                weights + ": holds no tensor layer2.0.downsample.1.running_var, which the backbone has" + mend);
        write(weights, tensors -> tensors.put("conv1.weight", Tensors.floats(new float[2 * 3 * 49], 2, 3, 7, 7)));
        refused(weights, weights + ": conv1.weight has shape [2, 3, 7, 7], the backbone wants [2, 3, 3, 3]" + mend);
        write(weights, tensors -> tensors.put("bn1.weight", Tensors.doubles(new double[2], 2)));
        refused(weights, weights + ": bn1.weight has type F64, the backbone wants F32; save the weights as float32");
        Path foreign = folder.resolve("foreign.pth");
        try (InputStream in =
                Objects.requireNonNull(TensorFile.class.getResourceAsStream("/drolt/weights/pytorch-zip.pth"))) {
            Files.copy(in, foreign);
        }
        refused(foreign, foreign + ": conv1.weight has shape [2, 3, 1, 1], the backbone wants [2, 3, 3, 3]" + mend);
        Path text = Files.writeString(folder.resolve("readme.txt"), "no weights at all");
        refused(text, text + ": is no file of weights; drolt reads safetensors and what PyTorch's torch.save writes");
        Path absent = folder.resolve("absent.pth");
        refused(absent, "model.pretrained: there is no file " + absent + "; put it there ");
    }

    private void refused(Path pretrained, String message) {
        assertThatThrownBy(() -> new TinyRun(recipe(pretrained), folder.resolve("refused")).run())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
        assertThat(folder.resolve("refused/run.json")).doesNotExist();
    }

    @Test
    void theBackboneMayLearnMoreSlowly() {
        String[] still = {
            "stages.pretrain.optimizer.learningRate=0.1", "stages.pretrain.backboneLearningRateScale=1.0e-12"
        };
        run(weights, "run", still);
        try (StepScope scope = StepScope.open();
                Network fresh = recipe(weights).config().model().build(24, 7)) {
            Map<String, Tensor> trained = TensorFile.readSome(
                    folder.resolve("run/models/a.safetensors"),
                    fresh.namedForFiles().keySet());
            TensorFile.readSome(weights, fresh.backboneTensors().keySet())
                    .forEach((name, tensor) -> assertEqual(name, trained, tensor));
            assertThat(Tensors.toFloats(trained.get("fc.weight")))
                    .isNotEqualTo(Tensors.toFloats(fresh.parameters().get("linear.weight")));
        }
        assertThatThrownBy(() -> recipe(weights, "stages.pretrain.backboneLearningRateScale=0"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be above 0 and finite");
    }
}
