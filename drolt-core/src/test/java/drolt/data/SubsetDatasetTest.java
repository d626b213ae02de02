package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubsetDatasetTest {
    private final InMemoryDataset all = RandomImages.of(2, 0, 1, 0, 1, 0);

    @Test
    void readsTheImagesThatItsIndicesName() {
        SubsetDataset subset = SubsetDataset.of(all, new int[] {3, 0, 3});

        assertThat(subset.size()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(subset::label)).containsExactly(1, 0, 1);
        assertThat(pixels(subset, 0)).isEqualTo(pixels(all, 3)).isEqualTo(pixels(subset, 2));
        assertThat(pixels(subset, 1)).isEqualTo(pixels(all, 0));
    }

    @Test
    void subsetOfASubsetRefersToTheImagesBelow() {
        SubsetDataset inner = SubsetDataset.of(SubsetDataset.of(all, new int[] {4, 3, 1}), new int[] {2, 0});

        assertThat(inner.base()).isSameAs(all);
        assertThat(inner.indices()).containsExactly(1, 4);
    }

    @Test
    void indicesOutOfRangeAreRefusedAndNothingCanBeAlteredFromOutside() {
        assertThatIllegalArgumentException().isThrownBy(() -> SubsetDataset.of(all, new int[] {5}));
        assertThatIllegalArgumentException().isThrownBy(() -> SubsetDataset.of(all, new int[] {-1}));

        int[] indices = {1, 2};
        SubsetDataset subset = SubsetDataset.of(all, indices);
        indices[0] = 0;
        subset.indices()[1] = 0;
        assertThat(subset.indices()).containsExactly(1, 2);
    }

    @Test
    void fingerprintDependsOnPixelsLabelsNamesSizesAndOrderAndOnNothingElse() {
        byte[][] images = {{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11, 12}};
        byte[][] altered = {{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11, 13}};
        List<String> names = List.of("a", "b");
        int[] labels = {0, 1};
        List<String> prints = new ArrayList<>();
        prints.add(InMemoryDataset.of(names, labels, images, 1, 2).fingerprint());
        prints.add(InMemoryDataset.of(names, labels, images, 2, 1).fingerprint());
        prints.add(InMemoryDataset.of(names, labels, altered, 1, 2).fingerprint());
        prints.add(InMemoryDataset.of(names, new int[] {0, 0}, images, 1, 2).fingerprint());
        prints.add(InMemoryDataset.of(List.of("a", "c"), labels, images, 1, 2).fingerprint());
        prints.add(
                InMemoryDataset.of(List.of("a", "b", "c"), labels, images, 1, 2).fingerprint());
        SubsetDataset swapped = SubsetDataset.of(InMemoryDataset.of(names, labels, images, 1, 2), new int[] {1, 0});
        prints.add(swapped.fingerprint());
        prints.add(SubsetDataset.of(swapped, new int[] {0}).fingerprint());
        prints.add(SubsetDataset.of(swapped, new int[0]).fingerprint());

        assertThat(prints).doesNotHaveDuplicates().allMatch(print -> print.matches("[0-9a-f]{64}"));
        assertThat(SubsetDataset.of(swapped, new int[] {1, 0}).fingerprint()).isEqualTo(prints.get(0));
    }

    @Test
    void fingerprintReadsEachImageOfTheSubsetOnceHoweverManyThreadsAsk() {
        AtomicInteger reads = new AtomicInteger();
        ImageDataset counting = new ImageDataset() {
            @Override
            public int size() {
                return all.size();
            }

            @Override
            public int label(int index) {
                return all.label(index);
            }

            @Override
            public void read(int index, RgbImage target) {
                reads.incrementAndGet();
                all.read(index, target);
            }

            @Override
            public List<String> classNames() {
                return all.classNames();
            }

            @Override
            public String fingerprint() {
                throw new AssertionError("the whole data set must not be read");
            }
        };
        SubsetDataset subset = SubsetDataset.of(counting, new int[] {1, 4});

        assertThat(reads).hasValue(0);
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> subset.fingerprint())
                        .distinct())
                .hasSize(1);
        assertThat(reads).hasValue(2);
    }

    @Test
    void inMemoryImagesAreCheckedAndCopied() {
        List<String> names = List.of("a", "b");
        byte[][] images = {{1, 2, 3}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryDataset.of(names, new int[] {2}, images, 1, 1))
                .withMessageContaining("image 0 has label 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryDataset.of(names, new int[] {0}, images, 1, 2))
                .withMessageContaining("image 0 has 3 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryDataset.of(names, new int[] {0, 1}, images, 1, 1));

        InMemoryDataset dataset = InMemoryDataset.of(names, new int[] {1}, images, 1, 1);
        images[0][0] = 99;
        assertThat(pixels(dataset, 0)).containsExactly(1, 2, 3);
    }

    private static byte[] pixels(ImageDataset dataset, int index) {
        RgbImage image = new RgbImage();
        dataset.read(index, image);
        return Arrays.copyOf(image.pixels(), image.length());
    }
}
