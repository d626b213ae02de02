package drolt.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import java.util.HashSet;
import java.util.Set;

/** Whatever bytes stand in a list: distinct paths with labels in range, or a {@link ConfigException} of one line. */
class ImageListFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheParser(byte[] data) {
        try {
            ImageList list = ImageList.of(TextLines.parse(data, "list.txt"));
            int classes = list.classCount();
            Set<String> paths = new HashSet<>();
            for (int index = 0; index < list.size(); index++) {
                if (list.label(index) < 0 || list.label(index) >= classes) {
                    throw new AssertionError("label " + list.label(index));
                }
                if (list.path(index).isEmpty() || !paths.add(list.path(index))) {
                    throw new AssertionError("path " + list.path(index));
                }
            }
        } catch (ConfigException e) {
            if (String.valueOf(e.getMessage()).lines().count() != 1) {
                throw new AssertionError("not one line: " + e.getMessage());
            }
        }
    }
}
