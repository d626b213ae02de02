package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Whatever bytes stand in a list: distinct paths with labels in range, or a {@link ConfigException} of one line. */
class ImageListFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheParser(byte[] data) {
        ImageList list;
        int classes;
        try {
            list = ImageList.of(TextLines.parse(data, "list.txt"));
            classes = list.classCount();
        } catch (ConfigException e) {
            if (String.valueOf(e.getMessage()).lines().count() != 1) {
                throw new AssertionError("not one line: " + e.getMessage());
            }
            return;
        }
        Set<String> paths = new HashSet<>();
        for (int index = 0; index < list.size(); index++) {
            if (list.label(index) < 0 || list.label(index) >= classes) {
                throw new AssertionError("label " + list.label(index));
            }
            if (list.path(index).isEmpty() || !paths.add(list.path(index))) {
                throw new AssertionError("path " + list.path(index));
            }
        }
        requireSameOnceWritten(list);
    }

    private static void requireSameOnceWritten(ImageList list) {
        StringBuilder lines = new StringBuilder("\uFEFF"); // or one that begins the first path would be lost
        for (int index = 0; index < list.size(); index++) {
            lines.append(list.path(index)).append(' ').append(list.label(index)).append('\n');
        }
        byte[] written = lines.toString().getBytes(StandardCharsets.UTF_8);
        ImageList again = ImageList.of(TextLines.parse(written, "written.txt"));
        assertThat(again.size()).isEqualTo(list.size());
        for (int index = 0; index < list.size(); index++) {
            assertThat(again.path(index)).isEqualTo(list.path(index));
            assertThat(again.label(index)).isEqualTo(list.label(index));
        }
    }
}
