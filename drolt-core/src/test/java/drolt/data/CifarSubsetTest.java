package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected indices were printed by numpy 2.4.6, running the released program's loop over the same labels. */
class CifarSubsetTest {
    private static final FewShotCut WHOLE = new FewShotCut(null, ShotLimits.PAPER);

    /** Classes of 6 to 18 images in disorder, so that some have fewer than the profile asks for. */
    private final ImageDataset all = RandomImages.of(
            10,
            IntStream.range(0, 120)
                    .map(index -> (index * index + index / 7) % 10)
                    .toArray());

    @Test
    void exponentialDrawIsNumpysToTheImage() {
        assertThat(new CifarSubset(LongTailProfile.EXP, 4, 11, null, WHOLE)
                        .draw(all)
                        .indices())
                .containsExactly(
                        70, 34, 118, 48, 35, 42, 112, 13, 83, 105, 69, 7, 36, 80, 1, 87, 115, 71, 52, 106, 10, 17, 44,
                        27, 79, 58, 62, 90, 116, 11, 54, 33, 68, 89, 103, 19, 72, 56, 2, 21, 100, 37, 110, 113, 47, 78,
                        99, 53, 4, 18, 39, 22, 92, 50, 85, 28, 84, 16, 96, 3, 94);
    }

    @Test
    void stepDrawIsNumpysToTheImage() {
        assertThat(new CifarSubset(LongTailProfile.STEP, 3, 11, null, WHOLE)
                        .draw(all)
                        .indices())
                .containsExactly(
                        70, 34, 118, 48, 35, 42, 112, 13, 83, 105, 69, 7, 36, 80, 1, 87, 115, 71, 52, 106, 10, 17, 45,
                        44, 27, 79, 58, 62, 90, 116, 11, 114, 55, 97, 9, 54, 33, 68, 89, 103, 19, 72, 56, 2, 21, 100,
                        37, 30, 91, 107, 65, 110, 113, 47, 78, 53, 4, 18, 39, 22, 92, 50, 85, 28, 84, 16, 14, 96, 3, 94,
                        38);
    }
}
