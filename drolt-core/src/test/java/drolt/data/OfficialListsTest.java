package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official lists of ImageNet-LT, Places-LT and iNaturalist 2018, where they are. */
class OfficialListsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ImageNet_LT_train.txt, 115846, 1000, 1280, 5",
        "ImageNet_LT_val.txt, 20000, 1000, 20, 20",
        "ImageNet_LT_test.txt, 50000, 1000, 50, 50",
        "Places_LT_train.txt, 62500, 365, 4980, 5",
        "Places_LT_val.txt, 7300, 365, 20, 20",
        "iNaturalist18_val.txt, 24426, 8142, 3, 3"
    })
    void countsAreThoseOfTheirAuthors(String name, int images, int classes, int largest, int smallest) {
        ImageList list = ImageList.read(SharedData.path("lists/" + name));
        assertThat(list.size()).isEqualTo(images);
        assertThat(list.classCount()).isEqualTo(classes);
        int[] counts = new int[classes];
        for (int index = 0; index < images; index++) {
            counts[list.label(index)]++;
        }
        assertThat(Arrays.stream(counts).max()).hasValue(largest);
        assertThat(Arrays.stream(counts).min()).hasValue(smallest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ImageNet_LT_train.txt", "Places_LT_train.txt"})
    void plansCountWhatTheListsHold(String name) {
        ImageList list = ImageList.read(SharedData.path("lists/" + name));
        int[] counts = new int[list.classCount()];
        IntStream.range(0, list.size()).forEach(index -> counts[list.label(index)]++);
        assertThat(OfficialList.size("some/folder/" + name)).contains(DataSize.of(ClassCounts.of(counts), 224, 224));
    }

    @Test
    void ofOtherListsNothingIsKnown() {
        assertThat(OfficialList.size("train.txt")).isEmpty();
        assertThat(OfficialList.size("iNaturalist18_train.txt"))
                .contains(new DataSize(437_513, 8_142, 1_000, 224, 224));
    }

    @Test
    void noImageIsInTwoListsOfOneDataSet() {
        ImageList train = ImageList.read(SharedData.path("lists/ImageNet_LT_train.txt"));
        ImageList validation = ImageList.read(SharedData.path("lists/ImageNet_LT_val.txt"));
        ImageList.read(SharedData.path("lists/ImageNet_LT_test.txt")).requireApartFrom(train);
        validation.requireApartFrom(train);
        ImageList.read(SharedData.path("lists/Places_LT_val.txt"))
                .requireApartFrom(ImageList.read(SharedData.path("lists/Places_LT_train.txt")));
    }
}
