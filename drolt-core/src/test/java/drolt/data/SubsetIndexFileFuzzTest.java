package drolt.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;

/** Whatever bytes stand in an index file: a subset of the images, or a {@link ConfigException} of one line. */
class SubsetIndexFileFuzzTest {
    private final ImageDataset all = RandomImages.of(3, 0, 1, 2, 0, 1, 2, 0, 1, 2);

    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheParser(byte[] data) {
        try {
            SubsetIndexFile.parse(data, "fuzzed.json")
                    .subsetOf(all, "fuzzed.json")
                    .fingerprint();
        } catch (ConfigException e) {
            if (String.valueOf(e.getMessage()).contains("\n")) {
                throw new AssertionError("more than one line: " + e.getMessage());
            }
        }
    }
}
