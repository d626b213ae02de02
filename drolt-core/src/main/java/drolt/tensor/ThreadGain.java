package drolt.tensor;

import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;

/**
 * What the engine's threads gain on this machine, as busy as it is now.
 *
 * @param threads that share one operation
 * @param ratio how many operations they do in the time in which one thread alone does one: towards their number where
 *     nothing else runs; below 1 where other processes want the processors and each thread waits for the next
 */
public record ThreadGain(int threads, double ratio) {
    private static final int ROUNDS = 3;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int ELEMENTS = 1 << 20; // a layer's map for a batch; the threads meet after each operation

    /**
     * Measures it, in a little more than a second, by turns: what else runs changes meanwhile.
     *
     * @throws EngineException if the engine cannot be loaded
     */
    public static ThreadGain measure() {
        int threads = Engine.threads();
        double alone = 0;
        double together = 0;
        try (StepScope scope = StepScope.open()) {
            Tensor values = Tensors.floats(new float[ELEMENTS], ELEMENTS);
            for (int round = 0; round <= ROUNDS; round++) {
                double one = perSecond(values, 1);
                double all = perSecond(values, threads);
                if (round > 0) { // the first round makes threads and memory
                    alone += one;
                    together += all;
                }
            }
        } finally {
            Engine.setThreads(threads);
        }
        return new ThreadGain(threads, together / alone);
    }

    private static double perSecond(Tensor values, int threads) {
        Engine.setThreads(threads);
        long began = System.nanoTime();
        long now = began;
        int operations = 0;
        while (now - began < ROUND_NANOS) {
            try (StepScope scope = StepScope.open()) {
                values.add(values);
            }
            operations++;
            now = System.nanoTime();
        }
        return operations / ((now - began) / 1e9);
    }
}
