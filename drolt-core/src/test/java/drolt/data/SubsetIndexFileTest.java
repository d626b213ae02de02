package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubsetIndexFileTest {
    @TempDir
    Path folder;

    private final ImageDataset all = RandomImages.of(3, 0, 1, 2, 0, 1, 2, 0, 1, 2);

    @Test
    void whatIsWrittenIsReadBack() {
        SubsetDataset subset = SubsetDataset.of(all, new int[] {6, 0, 3, 4, 1, 8});
        Path file = folder.resolve("subset.json");

        SubsetIndexFile.of(subset, 3, 12).write(file);
        SubsetIndexFile read = SubsetIndexFile.read(file);

        assertThat(read.indices()).containsExactly(6, 0, 3, 4, 1, 8);
        assertThat(read.counts()).isEqualTo(ClassCounts.of(3, 2, 1));
        assertThat(read.seed()).isEqualTo(12);
        assertThat(read.imbalanceFactor()).isEqualTo(3);
        assertThat(read.subsetOf(all, "f").fingerprint()).isEqualTo(subset.fingerprint());
    }

    @Test
    void formIsThatOfTheFilesThatStandBesideIt() throws IOException {
        SubsetIndexFile.of(SubsetDataset.of(all, new int[] {3, 1}), 100, 0).write(folder.resolve("f"));

        assertThat(folder.resolve("f"))
                .hasContent("{\"imb_factor\": 0.01, \"rand_number\": 0, \"counts\": [1, 1, 0], \"indices\": [3, 1]}");
        Files.writeString(folder.resolve("g"), Files.readString(folder.resolve("f")) + "\n");
        assertThat(SubsetIndexFile.read(folder.resolve("g")).indices()).containsExactly(3, 1);
    }

    @Test
    void wholeDataSetIsWrittenInItsOrder() {
        assertThat(SubsetIndexFile.of(all, 1, 0).indices()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1, 1], "indices": [0, 1]} | counts 2 classes, this one has 3
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1, 1, 0], "indices": [0, 9]} | names image 9, this one has 9
            {"imb_factor": 0.1, "rand_number": 0, "counts": [2, 0, 0], "indices": [0, 1]} | counts 2 images of class 0, its indices point at 1 of c0
            {"imb_factor": 0.1, "rand_number": 0, "counts": [2, 0, 0], "indices": [0, 0]} | names image 0 twice
            """)
    void filesOfOtherDataSetsAreRefused(String json, String expected) {
        assertThatThrownBy(() -> parse(json).subsetOf(all, "own.json"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("own.json: ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1, 1], "indices": [0]} | add up to 2
            {"imb_factor": 0.1, "rand_number": 0, "counts": [3, -1], "indices": [0, 1]} | counts holds -1
            {"imb_factor": 0.1, "rand_number": 0, "counts": [2], "indices": [0, -1]} | index -1
            {"imb_factor": 0, "rand_number": 0, "counts": [2], "indices": [0, 1]} | imb_factor 0.0
            {"imb_factor": 100, "rand_number": 0, "counts": [2], "indices": [0, 1]} | imb_factor 100.0
            {"imb_factor": 0.1, "rand_number": 0, "counts": [2], "indices": [0, 1.5]} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [2], "indices": [0, "1"]} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [2], "indices": [0, null]} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [2], "indices": [0, 99999999999]} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1], "counts": [1], "indices": [0]} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1], "indices": [0], "more": 1} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1]} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1], "indices": null} | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1], "indices": [0 | no index file
            {"imb_factor": 0.1, "rand_number": 0, "counts": [1], "indices": [0]} {} | no index file
            [1, 2] | no index file
            null | no index file
            '' | no index file
            """)
    void whatIsNoIndexFileIsRefusedInOneLine(String json, String expected) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("own.json: ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @Test
    void missingFileIsRefused() {
        assertThatThrownBy(() -> SubsetIndexFile.read(folder.resolve("none.json")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.json");
    }

    private static SubsetIndexFile parse(String json) {
        return SubsetIndexFile.parse(json.getBytes(StandardCharsets.UTF_8), "own.json");
    }
}
