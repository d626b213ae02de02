package drolt.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.augmentation.RandomFlip;
import drolt.augmentation.Transform;
import drolt.data.ImageDataset;
import drolt.inference.ImageTensors;
import drolt.loading.BatchLoader;
import drolt.model.Classifier;
import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.sampling.Sampler;
import drolt.sampling.SamplerContext;
import drolt.sampling.ShuffledSamplerConfig;
import drolt.tensor.NoGrad;
import drolt.tensor.OneThread;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.training.DrawnBatches;
import drolt.training.EpochInputs;
import drolt.training.Selection;
import drolt.training.StageContext;
import drolt.training.StepInput;
import drolt.training.TensorNames;
import drolt.training.TinyStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries, keys and queue, step by step. */
@ExtendWith(OneThread.class)
class MomentumContrastSourceTest {
    private static final int BATCH = 6;
    private static final int DIMENSION = 4;
    private static final double MOMENTUM = 0.7;
    private static final double TEMPERATURE = 0.3;

    private final ImageDataset train = TinyStage.images(1, 14, 5, 1); // 20: batches of 6, 6, 6 and 2
    private final StageContext context = TinyStage.context(train, null, Selection.LAST);
    private final Network network = TinyStage.MODEL.build(3, 1);
    private final ImageTensors images = new ImageTensors(context.statistics(), context.layout());

    @BeforeEach
    void project() {
        replaceClassifier(network, contrast(1, 1));
    }

    @AfterEach
    void free() {
        network.close();
        images.close();
    }

    private static MomentumContrast contrast(int queueSize, int groups) {
        return new MomentumContrast(queueSize, MOMENTUM, TEMPERATURE, null, DIMENSION, groups);
    }

    private static void replaceClassifier(Network of, MomentumContrast contrast) {
        Classifier ofClasses = of.classifier();
        of.replaceClassifier(contrast.projection(of.backbone().dimension(), 8));
        ofClasses.close();
    }

    private DrawnBatches drawn() {
        int[] labels = IntStream.range(0, train.size()).map(train::label).toArray();
        Sampler sampler = new ShuffledSamplerConfig(null).build(new SamplerContext(labels, 3, 3, 4));
        List<Transform> flip = List.of(new RandomFlip(0.5).build());
        return new DrawnBatches(train, sampler, List.of(List.of(), flip), BATCH, false, 1, 1);
    }

    private MomentumContrastSource source(MomentumContrast contrast) {
        return new MomentumContrastSource(network, drawn(), images, contrast, context);
    }

    private static Map<String, double[]> values(Map<String, Tensor> tensors) {
        Map<String, double[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> values.put(name, Tensors.toDoubles(tensor)));
        return values;
    }

    /** As if an optimizer had been there. */
    private void disturb(Random random) {
        network.parameters().values().forEach(weight -> {
            try (StepScope scope = StepScope.open();
                    NoGrad noGrad = NoGrad.open()) {
                float[] noise = new float[(int) weight.numel()];
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = (float) (0.05 * random.nextGaussian());
                }
                weight.set_data(weight.add(Tensors.floats(noise, weight.shape())));
            }
        });
    }

    /** The two views' pixels of a batch. */
    private Tensor views(int epoch, int step) {
        try (BatchLoader loader = drawn().open(epoch, step)) {
            return images.of(Objects.requireNonNull(loader.next()));
        }
    }

    private static double[][] rows(Tensor tensor) {
        double[] flat = Tensors.toDoubles(tensor);
        int width = (int) tensor.size(1);
        return IntStream.range(0, flat.length / width)
                .mapToObj(row -> Arrays.copyOfRange(flat, row * width, (row + 1) * width))
                .toArray(double[][]::new);
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Two epochs against a simulation: its own two networks, a list for the queue, the average in plain doubles. */
    @ParameterizedTest(name = "a queue of {0}")
    @CsvSource({"13", "6", "3", "1", "64"})
    void everyStepIsTheAlgorithmOfThePaper(int queueSize) {
        Random random = new Random(3);
        try (MomentumContrastSource source = source(contrast(queueSize, 1));
                Network keys = TinyStage.MODEL.build(3, 7);
                Network queries = TinyStage.MODEL.build(3, 8)) {
            replaceClassifier(keys, contrast(1, 1));
            replaceClassifier(queries, contrast(1, 1));
            keys.load(network.tensors());
            Map<String, double[]> followers = values(keys.parameters());
            List<double[]> queue = new ArrayList<>(List.of(rows(source.state().get("queue.rows"))));
            assertThat(source.stepsPerEpoch()).isEqualTo(4);
            for (int epoch = 0; epoch < 2; epoch++) {
                try (EpochInputs inputs = source.open(epoch, 0)) {
                    for (int step = 0; step < 4; step++) {
                        int size = step < 3 ? BATCH : 2;
                        try (StepScope scope = StepScope.open()) {
                            queries.load(network.tensors());
                            Tensor views = views(epoch, step);
                            double[][] q = rows(queries.forward(views.narrow(0, 0, size), true, Precision.FLOAT32)
                                    .logits());
                            double[][] k = rows(keys.forward(views.narrow(0, size, size), true, Precision.FLOAT32)
                                    .logits());

                            assertLogits(source, Objects.requireNonNull(inputs.next()), q, k, queue);
                            disturb(random);
                            source.networkUpdated();

                            queue.addAll(List.of(k));
                            queue.subList(0, queue.size() - queueSize).clear();
                            network.parameters().forEach((name, weight) -> {
                                double[] now = Tensors.toDoubles(weight);
                                double[] follower = followers.get(name);
                                for (int i = 0; i < now.length; i++) {
                                    follower[i] = MOMENTUM * follower[i] + (1 - MOMENTUM) * now[i];
                                }
                                assertThat(Tensors.toDoubles(source.state().get("encoder." + name)))
                                        .as(name)
                                        .containsExactly(follower, within(1e-6));
                            });
                            keys.load(encoder(source));
                        }
                    }
                    assertThat(inputs.next()).isNull();
                }
            }
        }
    }

    private static Map<String, Tensor> encoder(MomentumContrastSource source) {
        return TensorNames.ENCODER.of(source.state());
    }

    private static void assertLogits(
            MomentumContrastSource source, StepInput input, double[][] q, double[][] k, List<double[]> queue) {
        int size = q.length;
        assertThat(input.size()).isEqualTo(size);
        assertThat(Tensors.toLongs(input.own().labels())).containsExactly(new long[size]);
        assertThat(input.own().logits().requires_grad()).isTrue();
        double[][] logits = rows(input.own().logits());
        int oldest = (int) Tensors.toLongs(source.state().get("queue.next"))[0];
        for (int i = 0; i < size; i++) {
            assertThat(logits[i]).hasSize(1 + queue.size());
            assertThat(logits[i][0]).isCloseTo(dot(q[i], k[i]) / TEMPERATURE, within(1e-4));
            for (int j = 0; j < queue.size(); j++) {
                assertThat(logits[i][1 + (oldest + j) % queue.size()])
                        .as("query %d, the key that is number %d in age", i, j)
                        .isCloseTo(dot(q[i], queue.get(j)) / TEMPERATURE, within(1e-4));
            }
        }
    }

    /** The keys' network takes no gradient and has running statistics of its own. */
    @Test
    void noGradientReachesKeysAndQueue() {
        try (MomentumContrastSource source = source(contrast(9, 2));
                EpochInputs inputs = source.open(0, 0);
                StepScope scope = StepScope.open()) {
            Map<String, double[]> before = values(source.state());
            Tensor logits = Objects.requireNonNull(inputs.next()).own().logits();
            logits.select(1, 0).mean().mul(new Scalar(-1.0)).backward();
            source.state()
                    .forEach((name, tensor) ->
                            assertThat(tensor.requires_grad()).as(name).isFalse());
            network.parameters()
                    .forEach((name, tensor) ->
                            assertThat(tensor.grad().defined()).as(name).isTrue());
            Map<String, double[]> after = values(source.state());
            after.forEach((name, values) ->
                    assertThat(Arrays.equals(values, before.get(name))).as(name).isEqualTo(!name.contains("running_")));
            String mean = "layer3.0.bn2.running_mean";
            assertThat(after.get("encoder." + mean))
                    .isNotEqualTo(Tensors.toDoubles(network.tensors().get(mean)));
        }
    }

    /** Statistics come from a group, and the keys' groups are not the queries'. */
    @Test
    void groupsAreNormalisedOneByOneTheKeysInAnotherOrder() {
        NormGroups two = new NormGroups(2, Precision.FLOAT32);
        int[] order = {4, 1, 3, 0, 5, 2};
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open();
                KeyEncoder encoder = new KeyEncoder(network, contrast(9, 2), context, two)) {
            Tensor batch = views(0, 0).narrow(0, 0, BATCH);
            double[][] keys = rows(encoder.keys(batch, order));
            for (int first = 0; first < BATCH; first += 3) {
                int[] group = Arrays.copyOfRange(order, first, first + 3);
                double[][] alone =
                        rows(network.forward(batch.index_select(0, Tensors.longs(group, 3)), true, Precision.FLOAT32)
                                .logits());
                for (int i = 0; i < 3; i++) {
                    assertThat(keys[group[i]]).containsExactly(alone[i], within(1e-5));
                }
            }
            ForwardPass split = two.forward(network, batch);
            Tensor head = network.forward(batch.narrow(0, 0, 3), true, Precision.FLOAT32)
                    .features();
            Tensor whole = network.forward(batch, true, Precision.FLOAT32).features();
            assertThat(rows(split.features())[0])
                    .containsExactly(rows(head)[0], within(1e-5))
                    .isNotEqualTo(rows(whole)[0]);
            assertThat(split.features().size(0)).isEqualTo(BATCH);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 128, 4", "4, 7, 3", "4, 3, 1", "4, 1, 1", "1, 128, 1"})
    void noGroupIsSmallerThanAVarianceNeeds(int most, int images, int groups) {
        assertThat(new NormGroups(most, Precision.FLOAT32).count(images)).isEqualTo(groups);
    }

    @Test
    void anEpochEnteredInItsMiddleFromAStoredStateGoesOnToTheSameBits() {
        try (MomentumContrastSource source = source(contrast(13, 3));
                MomentumContrastSource resumed = source(contrast(13, 3))) {
            try (EpochInputs inputs = source.open(1, 0)) {
                for (int step = 0; step < 2; step++) {
                    try (StepScope scope = StepScope.open()) {
                        logits(inputs);
                        disturb(new Random(step));
                        source.networkUpdated();
                    }
                }
                try (StepScope scope = StepScope.open();
                        EpochInputs later = resumed.open(1, 2)) {
                    resumed.restore(source.state());
                    assertThat(logits(later)).isEqualTo(logits(inputs));
                }
            }
        }
    }

    private static float[] logits(EpochInputs inputs) {
        return Tensors.toFloats(Objects.requireNonNull(inputs.next()).own().logits());
    }
}
