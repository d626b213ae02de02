package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import drolt.loss.ClassWeighting;
import drolt.loss.CrossEntropyConfig;
import drolt.loss.Loss;
import drolt.loss.LossConfig;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.loss.LossTerm;
import drolt.loss.SumConfig;
import drolt.loss.robust.DiscriminativeCentroidConfig;
import drolt.model.MetaEmbeddingClassifier;
import drolt.optimizer.Optimizer;
import drolt.optimizer.ParameterGroup;
import drolt.optimizer.SgdConfig;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** OLTR's classifier on generated features: normal clouds of deviation 0.5 around corners 4 from the origin. */
@ExtendWith(OneThread.class)
class MetaEmbeddingLearningTest {
    private static final int DIMENSION = 8;
    private static final int[] COUNTS = {200, 80, 30, 10, 4};
    private static final int CLASSES = COUNTS.length;

    private record Cloud(double[][] features, int[] labels) {
        static Cloud of(long seed, int... counts) {
            Random random = new Random(seed);
            int[] labels = IntStream.range(0, counts.length)
                    .flatMap(label -> IntStream.generate(() -> label).limit(counts[label]))
                    .toArray();
            double[][] features = new double[labels.length][DIMENSION];
            for (int j = 0; j < labels.length; j++) {
                for (int i = 0; i < DIMENSION; i++) {
                    features[j][i] = (i == labels[j] ? 4 : 0) + 0.5 * random.nextGaussian();
                }
            }
            return new Cloud(features, labels);
        }

        double[][] means() {
            double[][] means = new double[CLASSES][DIMENSION];
            int[] counts = new int[CLASSES];
            for (int j = 0; j < labels.length; j++) {
                counts[labels[j]]++;
                for (int i = 0; i < DIMENSION; i++) {
                    means[labels[j]][i] += features[j][i];
                }
            }
            for (int c = 0; c < CLASSES; c++) {
                for (int i = 0; i < DIMENSION; i++) {
                    means[c][i] /= counts[c];
                }
            }
            return means;
        }

        LossInput through(MetaEmbeddingClassifier classifier, int[] draws) {
            double[][] rows = Arrays.stream(draws).mapToObj(j -> features[j]).toArray(double[][]::new);
            int[] drawn = Arrays.stream(draws).map(j -> labels[j]).toArray();
            Tensor batch = Tensors.floatMatrix(rows);
            return new LossInput(batch, classifier.logits(batch), Tensors.longs(drawn, drawn.length), drawn, draws);
        }
    }

    private static void step(Loss loss, LossInput input, Optimizer optimizer, double learningRate) {
        loss.value(input).total().backward();
        optimizer.step(learningRate);
        optimizer.clearGradients();
    }

    private static Loss build(LossConfig config, MetaEmbeddingClassifier classifier) {
        return config.build(new LossContext(
                Map.of(LossInput.FEATURES, DIMENSION),
                ClassCounts.of(COUNTS),
                1,
                classifier.memory().orElseThrow()));
    }

    /** Whole batches: a class's centroid closes in on its mean by n / (1 + n) / B a step, so the smallest as fast. */
    @Test
    void theCentroidsOfLargeAndSmallClassesAreFoundAlike() {
        Cloud cloud = Cloud.of(1, COUNTS);
        int[] all = IntStream.range(0, cloud.labels().length).toArray();
        try (MetaEmbeddingClassifier classifier = new MetaEmbeddingClassifier(DIMENSION, CLASSES, 16, 10, 1);
                Loss loss = build(new DiscriminativeCentroidConfig(1, 0, 0, 1, 0), classifier);
                Optimizer optimizer = new SgdConfig(1, 0, false, 0, null)
                        .build(List.of(new ParameterGroup(loss.parameters(), 1, 0)))) {
            for (int step = 0; step < 100; step++) {
                try (StepScope scope = StepScope.open()) {
                    step(loss, cloud.through(classifier, all), optimizer, 100);
                }
            }
            double[] found = Tensors.toDoubles(classifier.memory().orElseThrow());
            double[][] means = cloud.means();
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(means[i / DIMENSION][i % DIMENSION], within(1e-4));
            }
        }
    }

    @Test
    void everyClassIsRecognisedHoweverFewItsFeatures() {
        Cloud train = Cloud.of(2, COUNTS);
        Cloud test = Cloud.of(3, 40, 40, 40, 40, 40);
        LossConfig config = new SumConfig(List.of(
                new LossTerm(1, new CrossEntropyConfig(0, ClassWeighting.NONE, 1, null, null)),
                new LossTerm(1, new DiscriminativeCentroidConfig(0.01, 0.01, 10, 0.1, 5e-4))));
        try (MetaEmbeddingClassifier classifier = new MetaEmbeddingClassifier(DIMENSION, CLASSES, 16, 10, 4)) {
            try (StepScope scope = StepScope.open()) {
                classifier.memory().orElseThrow().set_data(Tensors.floatMatrix(train.means()));
            }
            assertThat(worst(classifier, test)).as("before").isLessThan(0.9);
            try (Loss loss = build(config, classifier);
                    Optimizer optimizer = new SgdConfig(0.1, 0.9, false, 5e-4, null)
                            .build(List.of(
                                    new ParameterGroup(classifier.parameters(), 1, 5e-4),
                                    new ParameterGroup(
                                            loss.parameters(), loss.learningRateScale(), loss.weightDecay())))) {
                Random random = new Random(5);
                for (int step = 0; step < 100; step++) {
                    try (StepScope scope = StepScope.open()) {
                        step(loss, train.through(classifier, balanced(random, 4)), optimizer, 0.1);
                    }
                }
            }
            assertThat(worst(classifier, test)).isGreaterThan(0.97);
        }
    }

    /** The same number of features of each class, with replacement. */
    private static int[] balanced(Random random, int perClass) {
        int[] draws = new int[CLASSES * perClass];
        int first = 0;
        for (int c = 0; c < CLASSES; c++) {
            for (int i = 0; i < perClass; i++) {
                draws[c * perClass + i] = first + random.nextInt(COUNTS[c]);
            }
            first += COUNTS[c];
        }
        return draws;
    }

    /** Accuracy on the class that is recognised least. */
    private static double worst(MetaEmbeddingClassifier classifier, Cloud test) {
        int[] right = new int[CLASSES];
        int[] all = new int[CLASSES];
        try (StepScope scope = StepScope.open()) {
            int[] every = IntStream.range(0, test.labels().length).toArray();
            double[] logits = Tensors.toDoubles(test.through(classifier, every).logits());
            for (int j = 0; j < every.length; j++) {
                int row = j * CLASSES;
                int best = IntStream.range(0, CLASSES)
                        .reduce((a, b) -> logits[row + b] > logits[row + a] ? b : a)
                        .orElseThrow();
                all[test.labels()[j]]++;
                right[test.labels()[j]] += best == test.labels()[j] ? 1 : 0;
            }
        }
        return IntStream.range(0, CLASSES)
                .mapToDouble(c -> (double) right[c] / all[c])
                .min()
                .orElseThrow();
    }
}
