package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import java.nio.charset.StandardCharsets;

/** Whatever bytes stand in an index file: a subset of the images, or a {@link ConfigException} of one line. */
class SubsetIndexFileFuzzTest {
    private final ImageDataset all = RandomImages.of(3, 0, 1, 2, 0, 1, 2, 0, 1, 2);

    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheParser(byte[] data) {
        SubsetIndexFile read;
        try {
            read = SubsetIndexFile.parse(data, "fuzzed.json");
        } catch (ConfigException e) {
            requireOneLine(e);
            return;
        }
        requireSameOnceWritten(read);
        try {
            read.subsetOf(all, "fuzzed.json").fingerprint();
        } catch (ConfigException e) {
            requireOneLine(e);
        }
    }

    private static void requireOneLine(ConfigException e) {
        if (String.valueOf(e.getMessage()).contains("\n")) {
            throw new AssertionError("more than one line: " + e.getMessage());
        }
    }

    private static void requireSameOnceWritten(SubsetIndexFile read) {
        byte[] written = read.toJson().getBytes(StandardCharsets.UTF_8);
        SubsetIndexFile again = SubsetIndexFile.parse(written, "written.json");
        assertThat(again.indices()).isEqualTo(read.indices());
        assertThat(again.counts().toArray()).isEqualTo(read.counts().toArray());
        assertThat(again.imbalanceFactor()).isEqualTo(read.imbalanceFactor());
        assertThat(again.seed()).isEqualTo(read.seed());
    }
}
