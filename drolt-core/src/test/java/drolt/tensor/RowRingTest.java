package drolt.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ring of rows against a queue of plain Java. */
@ExtendWith(OneThread.class)
class RowRingTest {
    private static final int WIDTH = 3;

    private static float[] rows(Random random, int count) {
        float[] values = new float[count * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static void push(Deque<List<Float>> queue, float[] rows) {
        for (int row = 0; row < rows.length / WIDTH; row++) {
            List<Float> values = new ArrayList<>();
            for (int i = 0; i < WIDTH; i++) {
                values.add(rows[row * WIDTH + i]);
            }
            queue.addLast(values);
        }
    }

    /** From the oldest to the newest. */
    private static List<List<Float>> inOrder(RowRing ring) {
        float[] values = Tensors.toFloats(ring.rows());
        int size = values.length / WIDTH;
        int oldest = (int) Tensors.toLongs(ring.state().get("next"))[0];
        assertThat(oldest).isBetween(0, size - 1);
        Deque<List<Float>> queue = new ArrayDeque<>();
        for (int row = 0; row < size; row++) {
            float[] one = new float[WIDTH];
            System.arraycopy(values, (oldest + row) % size * WIDTH, one, 0, WIDTH);
            push(queue, one);
        }
        return List.copyOf(queue);
    }

    private static void add(RowRing ring, float[] rows) {
        try (StepScope scope = StepScope.open()) {
            ring.add(Tensors.floats(rows, rows.length / WIDTH, WIDTH));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsTheNewestRowsWhateverTheBatches(long seed) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(12);
        Deque<List<Float>> expected = new ArrayDeque<>();
        float[] first = rows(random, size);
        push(expected, first);
        try (RowRing ring = new RowRing(first, size, WIDTH)) {
            for (int batch = 0; batch < 40; batch++) {
                float[] newest = rows(random, 1 + random.nextInt(2 * size + 2)); // also more than it holds
                add(ring, newest);
                push(expected, newest);
                while (expected.size() > size) {
                    expected.removeFirst();
                }
                assertThat(inOrder(ring)).isEqualTo(List.copyOf(expected));
            }
        }
    }

    @Test
    void aRestoredRingGoesOnAsTheOtherDoes() {
        Random random = new Random(1);
        try (RowRing ring = new RowRing(rows(random, 5), 5, WIDTH);
                RowRing other = new RowRing(rows(random, 5), 5, WIDTH);
                RowRing longer = new RowRing(rows(random, 6), 6, WIDTH)) {
            add(ring, rows(random, 3));
            other.restore(ring.state());
            float[] next = rows(random, 4);
            add(ring, next);
            assertThat(Tensors.toFloats(other.rows())).as("a copy").isNotEqualTo(Tensors.toFloats(ring.rows()));
            add(other, next);
            assertThat(Tensors.toFloats(other.rows())).isEqualTo(Tensors.toFloats(ring.rows()));
            assertThat(inOrder(other)).isEqualTo(inOrder(ring));
            assertThatThrownBy(() -> longer.restore(ring.state()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the stored ring is [5, 3], not [6, 3]");
            assertThatThrownBy(() -> ring.restore(Map.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void memoryStaysFlat() {
        int width = 64;
        int size = 1000;
        float[] batch = new float[300 * width];
        try (RowRing ring = new RowRing(new float[size * width], size, width)) {
            long before = 0;
            for (int step = 0; step < 2000; step++) {
                if (step == 200) {
                    before = Pointer.physicalBytes();
                }
                try (StepScope scope = StepScope.open()) {
                    ring.add(Tensors.floats(batch, 300, width));
                }
            }
            assertThat(Pointer.physicalBytes() - before).isLessThan(60_000_000);
        }
    }
}
