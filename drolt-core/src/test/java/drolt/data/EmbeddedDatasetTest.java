package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedDatasetTest {
    private static final int CLASSES = 24;

    /** Computed on x86-64 with JDK 17; a change means that every stored result on this data set is out of date. */
    private static final String GOLDEN_PIXELS = "87ad2816f2abb5b4b0736f1470e112f3461dfff1dbffc9e57cfd93bb8a51d845";

    private static final String GOLDEN_FINGERPRINT = "b5b52ee8a3690720f98d8b15bcd6e772db5f830116744835a449b7ef433d06ef";

    @Test
    void pixelsAreTheSameOnEveryPlatformAndJavaVersion() throws Exception {
        ImageDataset dataset = balanced(EmbeddedDataset.Split.TRAIN, 1, 5);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (int index = 0; index < dataset.size(); index++) {
            sha.update(pixels(dataset, index));
        }
        assertThat(HexFormat.of().formatHex(sha.digest())).isEqualTo(GOLDEN_PIXELS);
        assertThat(dataset.fingerprint()).isEqualTo(GOLDEN_FINGERPRINT);
    }

    @ParameterizedTest
    @EnumSource(EmbeddedDataset.Split.class)
    void equalArgumentsGiveEqualImages(EmbeddedDataset.Split split) {
        ImageDataset first = balanced(split, 7, 3);
        ImageDataset second = balanced(split, 7, 3);
        assertThat(images(second)).isDeepEqualTo(images(first));
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    }

    @Test
    void everyImageIsUniqueAcrossSeedsSplitsAndClasses() {
        Set<String> seen = new HashSet<>();
        int painted = 0;
        for (long seed = 0; seed < 3; seed++) {
            for (EmbeddedDataset.Split split : EmbeddedDataset.Split.values()) {
                for (byte[] image : images(balanced(split, seed, 10))) {
                    seen.add(HexFormat.of().formatHex(image));
                    painted++;
                }
            }
        }
        assertThat(painted).isEqualTo(3 * 2 * CLASSES * 10);
        assertThat(seen).hasSize(painted);
    }

    @Test
    void fingerprintTellsSeedSplitAndCountsApart() {
        assertThat(List.of(
                        balanced(EmbeddedDataset.Split.TRAIN, 1, 3).fingerprint(),
                        balanced(EmbeddedDataset.Split.TRAIN, 2, 3).fingerprint(),
                        balanced(EmbeddedDataset.Split.TEST, 1, 3).fingerprint(),
                        balanced(EmbeddedDataset.Split.TRAIN, 1, 4).fingerprint()))
                .doesNotHaveDuplicates()
                .allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{64}"));
    }

    @Test
    void aLargerSetStartsWithTheImagesOfASmallerOne() {
        ImageDataset small = balanced(EmbeddedDataset.Split.TRAIN, 3, 2);
        ImageDataset large = balanced(EmbeddedDataset.Split.TRAIN, 3, 5);
        for (int label = 0; label < CLASSES; label++) {
            assertThat(pixels(small, label * 2 + 1)).isEqualTo(pixels(large, label * 5 + 1));
        }
    }

    @Test
    void labelsAreSortedAndCountedAsAsked() {
        ClassCounts counts = ClassCounts.of(
                IntStream.range(0, CLASSES).map(label -> label % 4).toArray());
        ImageDataset dataset = EmbeddedDataset.generate(EmbeddedDataset.Split.TRAIN, 1, counts);
        assertThat(ClassCounts.of(dataset)).isEqualTo(counts);
        assertThat(IntStream.range(0, dataset.size()).map(dataset::label).toArray())
                .isSorted();
    }

    @Test
    void classNamesAreAllPairsOfSurfaceAndShape() {
        List<String> expected = new ArrayList<>();
        for (String shape : List.of("circle", "square", "triangle", "ring", "cross", "star")) {
            for (String texture : List.of("plain", "striped", "dotted", "checkered")) {
                expected.add(texture + " " + shape);
            }
        }
        assertThat(EmbeddedDataset.names()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(balanced(EmbeddedDataset.Split.TEST, 1, 1).classNames()).isEqualTo(EmbeddedDataset.names());
    }

    @Test
    void everyShapeAndEverySurfaceOccursInHeadAndTail() {
        for (List<String> third : List.of(
                EmbeddedDataset.names().subList(0, 6), // many-shot with the default profile
                EmbeddedDataset.names().subList(6, 15),
                EmbeddedDataset.names().subList(15, 24))) {
            assertThat(third.stream()
                            .map(name -> name.substring(0, name.indexOf(' ')))
                            .distinct())
                    .hasSize(4);
            assertThat(third.stream()
                            .map(name -> name.substring(name.indexOf(' ')))
                            .distinct())
                    .hasSize(6);
        }
    }

    @Test
    void readingResizesAndReusesTheTarget() {
        ImageDataset dataset = balanced(EmbeddedDataset.Split.TEST, 1, 1);
        RgbImage target = new RgbImage(100, 50);
        byte[] memory = target.pixels();
        dataset.read(5, target);
        assertThat(target.height()).isEqualTo(32);
        assertThat(target.width()).isEqualTo(32);
        assertThat(target.pixels()).isSameAs(memory);
        Arrays.fill(memory, (byte) 0); // a reader owns its copy
        assertThat(pixels(dataset, 5)).isNotEqualTo(new byte[32 * 32 * 3]);
    }

    @Test
    void manyThreadsReadWhatOneReads() throws Exception {
        ImageDataset dataset = balanced(EmbeddedDataset.Split.TRAIN, 1, 10);
        byte[][] expected = images(dataset);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<byte[][]>> readers = new ArrayList<>();
            for (int reader = 0; reader < 8; reader++) {
                readers.add(threads.submit(() -> images(dataset)));
            }
            for (Future<byte[][]> reader : readers) {
                assertThat(reader.get()).isDeepEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void countsOfMoreClassesThanThereAreAreRefused() {
        assertThatThrownBy(() -> EmbeddedDataset.generate(EmbeddedDataset.Split.TRAIN, 1, ClassCounts.of(new int[25])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("25 classes")
                .hasMessageContaining("24");
    }

    static ImageDataset balanced(EmbeddedDataset.Split split, long seed, int each) {
        int[] counts = new int[CLASSES];
        Arrays.fill(counts, each);
        return EmbeddedDataset.generate(split, seed, ClassCounts.of(counts));
    }

    private static byte[][] images(ImageDataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(index -> pixels(dataset, index))
                .toArray(byte[][]::new);
    }

    private static byte[] pixels(ImageDataset dataset, int index) {
        RgbImage image = new RgbImage();
        dataset.read(index, image);
        return Arrays.copyOf(image.pixels(), image.length());
    }
}
