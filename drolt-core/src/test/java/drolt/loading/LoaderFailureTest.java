package drolt.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.augmentation.Transform;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when images cannot be loaded, or are not wanted any more. */
@Timeout(20)
class LoaderFailureTest {
    private static final int[] DRAWS = IntStream.range(0, 100).toArray();

    /** A hundred images, 8 wide, of the given heights. */
    record Heights(IntUnaryOperator height) implements ImageDataset {
        @Override
        public int size() {
            return 100;
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, RgbImage target) {
            target.resize(height.applyAsInt(index), 8);
        }

        @Override
        public List<String> classNames() {
            return List.of("a");
        }

        @Override
        public String fingerprint() {
            return "";
        }
    }

    private static BatchLoader open(IntUnaryOperator height, List<Transform> transforms, int threads) {
        return BatchLoader.open(new Heights(height), transforms, DRAWS, new BatchPlan(10, false, 1, 0, 0, threads, 4));
    }

    private static List<Thread> loaderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("drolt-loader-"))
                .toList();
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(loaderThreads()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aFailureSurfacesInTheTurnOfItsBatchAndEveryTimeAfter(int threads) {
        RuntimeException failure = new ArithmeticException("image 35 is broken");
        IntUnaryOperator heights = index -> {
            if (index == 35) {
                throw failure;
            }
            return 8;
        };
        try (BatchLoader loader = open(heights, List.of(), threads)) {
            for (int batch = 0; batch < 3; batch++) {
                HostBatch loaded = Objects.requireNonNull(loader.next());
                assertThat(loaded.indices()[0]).isEqualTo(10 * batch);
            }
            assertThatThrownBy(loader::next).isSameAs(failure);
            assertThatThrownBy(loader::next).isSameAs(failure);
        }
    }

    @Test
    void errorsOfATransformSurfaceToo() {
        Transform failing = (image, spare, random) -> {
            throw new AssertionError("a transform's own");
        };
        try (BatchLoader loader = open(index -> 8, List.of(failing), 2)) {
            assertThatThrownBy(loader::next).isInstanceOf(AssertionError.class).hasMessage("a transform's own");
        }
    }

    @Test
    void imagesOfUnequalSizeAreNamed() {
        try (BatchLoader loader = open(index -> index == 17 ? 9 : 8, List.of(), 1)) {
            loader.next();
            assertThatThrownBy(loader::next)
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(
                            "image 17 of the data set is 8 x 9 pixels, image 10 of the data set in the same batch is"
                                    + " 8 x 8: all images of a batch must have one size; bring them to one by"
                                    + " random-resized-crop in augmentation and by resize and center-crop in testView");
        }
    }

    @Test
    void batchesMayDifferInSize() {
        try (BatchLoader loader = open(index -> 1 + index / 10, List.of(), 2)) {
            for (int batch = 0; batch < 10; batch++) {
                HostBatch loaded = Objects.requireNonNull(loader.next());
                assertThat(loaded.height()).isEqualTo(1 + batch);
            }
        }
    }

    @Test
    void aTransformThatReturnsAnotherImageIsABug() {
        try (BatchLoader loader = open(index -> 8, List.of((image, spare, random) -> new RgbImage(8, 8)), 1)) {
            assertThatThrownBy(loader::next).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closingStopsThreadsInTheMiddleOfABatch() throws InterruptedException {
        AtomicInteger read = new AtomicInteger();
        CountDownLatch bothRead = new CountDownLatch(2);
        CountDownLatch closed = new CountDownLatch(1);
        BatchLoader loader = open(
                index -> {
                    read.incrementAndGet();
                    bothRead.countDown();
                    awaitIgnoringInterruption(closed);
                    return 8;
                },
                List.of(),
                2);
        bothRead.await();
        assertThat(loaderThreads()).hasSize(2).allMatch(Thread::isDaemon);

        Thread closing = new Thread(loader::close);
        closing.start();
        assertThatThrownBy(loader::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the loader is closed");
        closed.countDown();
        closing.join();
        assertThat(read).hasValue(2); // no image after those that were being read
        assertThat(loaderThreads()).isEmpty();
        loader.close();
    }

    @Test
    void closingStopsThreadsThatWaitForMemory() throws InterruptedException {
        BatchLoader loader = open(index -> 8, List.of(), 3);
        loader.next();
        Thread.sleep(50);
        loader.close();
        assertThat(loaderThreads()).isEmpty();
    }

    @Test
    void anInterruptedConsumerIsTold() {
        CountDownLatch never = new CountDownLatch(1);
        try (BatchLoader loader = open(
                index -> {
                    awaitIgnoringInterruption(never);
                    return 8;
                },
                List.of(),
                1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(loader::next).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            never.countDown();
        }
    }

    @Test
    void noMoreThreadsAreStartedThanBatchesNeed() {
        try (BatchLoader loader =
                BatchLoader.open(new Heights(index -> 8), List.of(), DRAWS, new BatchPlan(60, false, 1, 0, 1, 8, 8))) {
            assertThat(loaderThreads()).hasSizeLessThanOrEqualTo(1);
            assertThat(loader.next()).isNotNull();
        }
    }

    private static void awaitIgnoringInterruption(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
