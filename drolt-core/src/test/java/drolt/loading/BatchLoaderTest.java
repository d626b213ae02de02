package drolt.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.augmentation.AutoAugmentConfig;
import drolt.augmentation.AutoAugmentPolicy;
import drolt.augmentation.CenterCrop;
import drolt.augmentation.Cutout;
import drolt.augmentation.RandomCrop;
import drolt.augmentation.RandomFlip;
import drolt.augmentation.Transform;
import drolt.configuration.ConfigException;
import drolt.data.ImageDataset;
import drolt.sampling.ReseedableRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLoaderTest {
    private static final List<Transform> FULL = List.of(
            new RandomCrop(4).build(),
            new RandomFlip(0.5).build(),
            new AutoAugmentConfig(AutoAugmentPolicy.CIFAR10).build(),
            new Cutout(4).build());

    private final ImageDataset dataset = new GeneratedImages(50, 9, 11);

    private static BatchPlan plan(int batchSize, boolean dropLast, int firstBatch, int threads, int prefetch) {
        return new BatchPlan(batchSize, dropLast, 77, 3, firstBatch, threads, prefetch);
    }

    private static int[] draws(int count) {
        ReseedableRandom random = new ReseedableRandom(1, 0, 0);
        return IntStream.generate(() -> random.nextInt(50)).limit(count).toArray();
    }

    /** What a batch holds, apart from the loader's memory. */
    record Copy(List<Byte> pixels, List<Integer> labels, List<Integer> indices, int height, int width) {
        static Copy of(HostBatch batch) {
            int bytes = batch.size() * batch.height() * batch.width() * 3;
            return new Copy(
                    IntStream.range(0, bytes).mapToObj(at -> batch.pixels()[at]).toList(),
                    IntStream.of(batch.labels()).limit(batch.size()).boxed().toList(),
                    IntStream.of(batch.indices()).limit(batch.size()).boxed().toList(),
                    batch.height(),
                    batch.width());
        }
    }

    private static List<Copy> drain(BatchLoader loader) {
        List<Copy> copies = new ArrayList<>();
        for (HostBatch batch = loader.next(); batch != null; batch = loader.next()) {
            copies.add(Copy.of(batch));
        }
        assertThat(loader.next()).isNull();
        return copies;
    }

    private List<Copy> load(List<Transform> transforms, int[] draws, BatchPlan plan) {
        try (BatchLoader loader = BatchLoader.open(dataset, transforms, draws, plan)) {
            return drain(loader);
        }
    }

    @ParameterizedTest(name = "{0} threads, {1} ahead")
    @CsvSource({"1, 3", "2, 2", "3, 1", "4, 9", "8, 40"})
    void threadsAndPrefetchChangeNoByte(int threads, int prefetch) {
        List<Copy> expected = load(FULL, draws(400), plan(7, false, 0, 1, 1));
        assertThat(load(FULL, draws(400), plan(7, false, 0, threads, prefetch))).isEqualTo(expected);
        assertThat(expected).hasSize(58);
    }

    @ParameterizedTest
    @CsvSource({"1", "20", "57", "58"})
    void anEpochResumedInTheMiddleGoesOnAsTheUnbrokenOne(int firstBatch) {
        List<Copy> whole = load(FULL, draws(400), plan(7, false, 0, 2, 3));
        assertThat(load(FULL, draws(400), plan(7, false, firstBatch, 2, 3)))
                .isEqualTo(whole.subList(firstBatch, whole.size()));
    }

    @Test
    void eachEpochSeedAndPositionAugmentsDifferently() {
        int[] same = new int[14]; // image 0 each time
        List<Copy> epoch = load(FULL, same, new BatchPlan(1, false, 77, 3, 0, 1, 1));
        assertThat(epoch.stream().distinct().count()).isGreaterThan(10);
        assertThat(load(FULL, same, new BatchPlan(1, false, 77, 4, 0, 1, 1))).isNotEqualTo(epoch);
        assertThat(load(FULL, same, new BatchPlan(1, false, 78, 3, 0, 1, 1))).isNotEqualTo(epoch);
    }

    /** Pixels of each view of a batch, the loader's memory left. */
    private static List<List<Byte>> views(HostBatch batch) {
        int bytes = batch.size() * batch.height() * batch.width() * 3;
        return IntStream.range(0, batch.views())
                .mapToObj(view -> IntStream.range(view * bytes, (view + 1) * bytes)
                        .mapToObj(at -> batch.pixels()[at])
                        .toList())
                .toList();
    }

    private List<List<List<Byte>>> loadViews(List<List<Transform>> views, BatchPlan plan) {
        try (BatchLoader loader = BatchLoader.openViews(dataset, views, draws(30), plan)) {
            List<List<List<Byte>>> batches = new ArrayList<>();
            for (HostBatch batch = loader.next(); batch != null; batch = loader.next()) {
                batches.add(views(batch));
            }
            return batches;
        }
    }

    @Test
    void theFirstViewIsTheOneOfALoaderWithoutOthersAndEachIsDrawnForItself() {
        List<Copy> alone = load(FULL, draws(30), plan(7, false, 0, 1, 1));
        List<List<List<Byte>>> batches = loadViews(List.of(FULL, FULL, List.of()), plan(7, false, 0, 1, 1));
        List<Copy> plain = load(List.of(), draws(30), plan(7, false, 0, 1, 1));
        assertThat(batches).hasSize(5).allMatch(views -> views.size() == 3);
        for (int batch = 0; batch < batches.size(); batch++) {
            List<List<Byte>> views = batches.get(batch);
            assertThat(views.get(0)).isEqualTo(alone.get(batch).pixels());
            assertThat(views.get(1)).hasSameSizeAs(views.get(0)).isNotEqualTo(views.get(0));
            assertThat(views.get(2)).isEqualTo(plain.get(batch).pixels());
        }
    }

    @ParameterizedTest(name = "{0} threads, from batch {1}")
    @CsvSource({"1, 3", "2, 0", "4, 1"})
    void threadsAndAResumeChangeNoViewEither(int threads, int firstBatch) {
        List<List<List<Byte>>> whole = loadViews(List.of(FULL, FULL), plan(7, false, 0, 1, 1));
        assertThat(loadViews(List.of(FULL, FULL), plan(7, false, firstBatch, threads, 4)))
                .isEqualTo(whole.subList(firstBatch, whole.size()));
    }

    @Test
    void viewsOfDifferentSizeAreOneLine() {
        List<Transform> smaller = List.of(new CenterCrop(4).build());
        assertThatThrownBy(() -> loadViews(List.of(List.of(), smaller), plan(7, false, 0, 1, 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must have one size")
                .hasMessageNotContaining("\n");
    }

    @Test
    void imagesLabelsAndIndicesComeInTheOrderOfTheDraws() {
        int[] draws = draws(20);
        List<Copy> batches = load(List.of(), draws, plan(8, false, 0, 2, 2));
        assertThat(batches).hasSize(3);
        assertThat(batches.get(2).indices()).hasSize(4);
        for (int at = 0; at < draws.length; at++) {
            Copy batch = batches.get(at / 8);
            int row = at % 8;
            assertThat(batch.indices().get(row)).isEqualTo(draws[at]);
            assertThat(batch.labels().get(row)).isEqualTo(dataset.label(draws[at]));
            List<Byte> pixels = batch.pixels().subList(row * 9 * 11 * 3, (row + 1) * 9 * 11 * 3);
            assertThat(pixels).isEqualTo(GeneratedImages.pixels(draws[at], 9, 11));
        }
    }

    @Test
    void theLastBatchIsKeptOrLeftOut() {
        assertThat(plan(8, false, 0, 1, 1).batches(20)).isEqualTo(3);
        assertThat(plan(8, true, 0, 1, 1).batches(20)).isEqualTo(2);
        assertThat(load(List.of(), draws(20), plan(8, true, 0, 1, 1))).hasSize(2);
        try (BatchLoader loader = BatchLoader.open(dataset, List.of(), draws(20), plan(8, false, 2, 1, 1))) {
            assertThat(loader.batches()).isEqualTo(3);
        }
    }

    @Test
    void evaluationSeesEveryImageOnceInOrder() {
        try (BatchLoader loader = BatchLoader.inOrder(dataset, 16, 2)) {
            List<Copy> batches = drain(loader);
            assertThat(batches.stream().flatMap(batch -> batch.indices().stream()))
                    .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
            assertThat(batches.get(3).pixels().subList(297, 594)).isEqualTo(GeneratedImages.pixels(49, 9, 11));
        }
    }

    @Test
    void theArraysAreUsedAgain() {
        try (BatchLoader loader = BatchLoader.open(dataset, FULL, draws(400), plan(7, false, 0, 2, 3))) {
            long arrays = IntStream.range(0, 58)
                    .mapToObj(at -> System.identityHashCode(
                            Objects.requireNonNull(loader.next()).pixels()))
                    .distinct()
                    .count();
            assertThat(arrays).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void aBatchStaysAsItIsUntilTheNextIsTaken() throws InterruptedException {
        try (BatchLoader loader = BatchLoader.open(dataset, FULL, draws(400), plan(7, false, 0, 4, 4))) {
            HostBatch batch = Objects.requireNonNull(loader.next());
            Copy before = Copy.of(batch);
            Thread.sleep(50); // all threads have filled what they may
            assertThat(Copy.of(batch)).isEqualTo(before);
        }
    }

    @Test
    void aBatchLargerThanTheDrawsIsOneLineIfItWouldBeLeftOut() {
        assertThatThrownBy(() -> BatchLoader.open(dataset, List.of(), draws(20), plan(21, true, 0, 1, 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("batches of 21 images cannot be made of 20 draws an epoch: lower the batch size to 20 or"
                        + " less, or keep the last, smaller batch");
        assertThat(load(List.of(), draws(20), plan(21, false, 0, 1, 1))).hasSize(1);
        assertThat(load(List.of(), new int[0], plan(21, true, 0, 1, 1))).isEmpty();
    }

    @Test
    void aFirstBatchBeyondTheEpochIsRefused() {
        assertThatThrownBy(() -> BatchLoader.open(dataset, List.of(), draws(20), plan(8, true, 3, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("first batch 3 of an epoch of 2 batches");
        assertThatThrownBy(() -> plan(0, true, 0, 1, 1)).hasMessage("batchSize 0 is too small");
    }

    @Test
    void theDrawsAreTheLoadersOwn() {
        int[] draws = draws(400);
        List<Copy> expected = load(FULL, draws, plan(7, false, 0, 1, 1));
        try (BatchLoader loader = BatchLoader.open(dataset, FULL, draws, plan(7, false, 0, 1, 1))) {
            Arrays.fill(draws, 0);
            assertThat(drain(loader)).isEqualTo(expected);
        }
    }

    /** The first batch is made only when somebody waits for it. */
    @Test
    void theTimeThatTheConsumerWaitsIsCounted() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        Transform held = (image, spare, random) -> {
            try {
                waiting.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return image;
        };
        try (BatchLoader loader = BatchLoader.open(dataset, List.of(held), draws(10), plan(5, false, 0, 1, 2))) {
            assertThat(loader.waitedNanos()).isZero();
            Thread consumer = new Thread(loader::next);
            consumer.start();
            while (consumer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            waiting.countDown();
            consumer.join();
            assertThat(loader.waitedNanos()).isPositive();
        }
    }
}
