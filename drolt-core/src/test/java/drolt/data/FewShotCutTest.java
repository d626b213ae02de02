package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewShotCutTest {
    private static final ShotLimits LIMITS = new ShotLimits(8, 6);

    @TempDir
    private Path folder;

    @Test
    void onlyClassesWithFewerImagesThanTheLimitAreCut() {
        assertThat(new FewShotCut(3, LIMITS).of(ClassCounts.of(9, 8, 6, 5, 4, 3, 2, 0)))
                .isEqualTo(ClassCounts.of(9, 8, 6, 3, 3, 3, 2, 0));
    }

    /** In a data set in disorder: the first images of a class stay, in the order in which they stood. */
    @Test
    void theFirstImagesOfAClassStayInTheirOrder() {
        ImageDataset train = RandomImages.of(3, new int[] {2, 0, 1, 0, 1, 0, 2, 0, 1, 0, 0, 1, 2});
        ImageDataset cut = new FewShotCut(2, LIMITS).of(train);
        assertThat(((SubsetDataset) cut).indices()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 9, 10);
    }

    @Test
    void withoutANumberTheDataSetIsItself() {
        ImageDataset train = RandomImages.of(2, new int[] {0, 1});
        assertThat(new FewShotCut(null, LIMITS).of(train)).isSameAs(train);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 6, 100})
    void aNumberThatNoFewShotClassCanHaveIsRefused(int images) {
        assertThatThrownBy(() -> new FewShotCut(images, LIMITS))
                .isInstanceOfSatisfying(
                        InvalidValueException.class, e -> assertThat(e.key()).isEqualTo("fewShotImages"))
                .hasMessage(images
                        + " must lie between 1 and 5, as a few-shot class has fewer than 6 images (shots.fewBelow); for"
                        + " example 5, or null for all");
        assertThatThrownBy(() -> new EmbeddedConfig(9, 3, 1, 1, 0, LIMITS, null, images, null))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() ->
                        new Cifar100Config(LongTailProfile.EXP, 10, 0, null, 0, LIMITS, Normalization.DATASET, images))
                .isInstanceOf(InvalidValueException.class);
    }

    /** Its images depend on their number within the class alone, so counts are all there is to compare. */
    @Test
    void theEmbeddedTailIsCutAndTheTestSetIsNot() {
        ImageData whole = embedded(null);
        ImageData cut = embedded(2);
        int[] expected = ClassCounts.of(whole.train()).toArray();
        for (int label = 0; label < expected.length; label++) {
            expected[label] = expected[label] < 6 ? 2 : expected[label];
        }
        assertThat(ClassCounts.of(cut.train()).toArray()).isEqualTo(expected).contains(2, 6, 20);
        assertThat(cut.test().fingerprint()).isEqualTo(whole.test().fingerprint());
    }

    private ImageData embedded(Integer images) {
        return new EmbeddedConfig(20, 5, 1, 1, 0, LIMITS, null, images, null).load(folder);
    }

    /** Drawn by the subset's seed, the tail of a smaller number lies within that of a larger, heads being equal. */
    @Test
    void theTailOfASmallerNumberLiesWithinThatOfALarger() throws IOException {
        TinyCifar.write(folder, TinyCifar.cifar100(20, 1));
        List<Integer> whole = cifar(null, 3);
        List<Integer> four = cifar(4, 3);
        List<Integer> two = cifar(2, 3);
        assertThat(whole).containsSubsequence(four).hasSizeGreaterThan(four.size());
        assertThat(four).containsSubsequence(two).hasSizeGreaterThan(two.size());
        List<Integer> otherSeed = cifar(2, 4);
        assertThat(otherSeed).hasSameSizeAs(two).isNotEqualTo(two);
    }

    private List<Integer> cifar(Integer images, long seed) {
        ImageDataset train = new Cifar100Config(
                        LongTailProfile.EXP, 10, seed, null, 0, LIMITS, Normalization.DATASET, images)
                .load(folder)
                .train();
        return IntStream.of(((SubsetDataset) train).indices()).boxed().toList();
    }
}
