package drolt.training.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import drolt.data.ClassCounts;
import drolt.loss.Loss;
import drolt.loss.LossContext;
import drolt.loss.LossInput;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import drolt.training.TinyStage;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What queries are held against, and InfoNCE against loops over plain doubles. */
@ExtendWith(OneThread.class)
class KeyQueueTest {
    private static final int DIMENSION = 5;
    private static final double STEP = 1e-5;

    private static double[][] directions(Random random, int rows) {
        return Stream.generate(() -> random.doubles(DIMENSION, -1, 1).toArray())
                .limit(rows)
                .map(row -> {
                    double norm = Math.sqrt(Arrays.stream(row).map(v -> v * v).sum());
                    return Arrays.stream(row).map(v -> v / norm).toArray();
                })
                .toArray(double[][]::new);
    }

    private static Tensor matrix(double[][] rows) {
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return Tensors.doubles(flat, rows.length, DIMENSION);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Mean of -log exp(q k / T) / (exp(q k / T) + sum over n of exp(q n / T)). */
    private static double infoNce(double[][] queries, double[][] keys, double[][] held, double temperature) {
        double sum = 0;
        for (int i = 0; i < queries.length; i++) {
            double own = Math.exp(dot(queries[i], keys[i]) / temperature);
            double all = own;
            for (double[] other : held) {
                all += Math.exp(dot(queries[i], other) / temperature);
            }
            sum -= Math.log(own / all);
        }
        return sum / queries.length;
    }

    private static Loss loss() {
        MomentumContrastStageConfig stage = (MomentumContrastStageConfig) TinyStage.config("{kind: moco}");
        return stage.loss().build(new LossContext(DIMENSION, ClassCounts.of(3, 2), 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theLossOfTheStageIsInfoNceInValueAndSlope(long seed) {
        Random random = new Random(seed);
        int batch = 1 + random.nextInt(6);
        double temperature = 0.07 + random.nextDouble();
        double[][] queries = directions(random, batch);
        double[][] keys = directions(random, batch);
        double[][] held = directions(random, 1 + random.nextInt(9));
        try (StepScope scope = StepScope.open();
                Loss loss = loss()) {
            Tensor q = matrix(queries).set_requires_grad(true);
            int[] labels = new int[batch];
            Tensor logits = KeyQueue.logits(q, matrix(keys), matrix(held), temperature);
            assertThat(logits.shape()).containsExactly(batch, 1 + held.length);
            Tensor total = loss.value(new LossInput(q, logits, Tensors.longs(labels, batch), labels, labels))
                    .total();
            assertThat(total.item_double()).isCloseTo(infoNce(queries, keys, held, temperature), within(1e-12));

            total.backward();
            double[] gradient = Tensors.toDoubles(q.grad());
            for (int i = 0; i < batch; i++) {
                for (int j = 0; j < DIMENSION; j++) {
                    double value = queries[i][j];
                    queries[i][j] = value + STEP;
                    double above = infoNce(queries, keys, held, temperature);
                    queries[i][j] = value - STEP;
                    double below = infoNce(queries, keys, held, temperature);
                    queries[i][j] = value;
                    assertThat(gradient[i * DIMENSION + j])
                            .as("query %d, entry %d", i, j)
                            .isCloseTo((above - below) / (2 * STEP), within(1e-8));
                }
            }
        }
    }

    @Test
    void beginsWithRandomDirectionsOfItsSeed() {
        try (KeyQueue queue = new KeyQueue(400, 8, 3);
                KeyQueue again = new KeyQueue(400, 8, 3);
                KeyQueue other = new KeyQueue(400, 8, 4)) {
            float[] rows = Tensors.toFloats(queue.state().get("rows"));
            double[] sum = new double[8];
            for (int row = 0; row < 400; row++) {
                double square = 0;
                for (int i = 0; i < 8; i++) {
                    square += rows[row * 8 + i] * rows[row * 8 + i];
                    sum[i] += rows[row * 8 + i];
                }
                assertThat(square).isCloseTo(1, within(1e-6));
            }
            // each entry has variance 1 / 8, their sum 50
            assertThat(Arrays.stream(sum).map(Math::abs).max().orElseThrow()).isLessThan(28);
            assertThat(Tensors.toFloats(again.state().get("rows"))).isEqualTo(rows);
            assertThat(Tensors.toFloats(other.state().get("rows"))).isNotEqualTo(rows);
        }
    }
}
