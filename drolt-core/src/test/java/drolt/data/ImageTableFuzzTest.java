package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import drolt.configuration.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever bytes stand in a table: rows with a path and a label, or a {@link ConfigException} of one line. */
class ImageTableFuzzTest {
    private static final ImageTable.Columns COLUMNS = new ImageTable.Columns("path", "label", null, null);
    private static final List<String> HEADERS =
            List.of("", "path,label\n", "\"path\";label;split\r\n", "label\tpath\tgroup\n", "path,label,split,group\n");

    @FuzzTest(maxDuration = "20s")
    void onlyConfigExceptionsLeaveTheParser(byte[] data) {
        // random bytes alone would hardly ever name the columns
        String header = data.length == 0 ? "" : HEADERS.get(Math.floorMod(data[0], HEADERS.size()));
        byte[] first = header.getBytes(StandardCharsets.UTF_8);
        byte[] table = new byte[first.length + Math.max(0, data.length - 1)];
        System.arraycopy(first, 0, table, 0, first.length);
        System.arraycopy(data, Math.min(1, data.length), table, first.length, table.length - first.length);
        ImageTable read;
        try {
            read = ImageTable.parse(table, "table.csv", COLUMNS);
        } catch (ConfigException e) {
            if (String.valueOf(e.getMessage()).lines().count() != 1) {
                throw new AssertionError("not one line: " + e.getMessage(), e);
            }
            return;
        }
        long before = 1;
        for (ImageTable.Row row : read.rows()) {
            assertThat(row.path()).isNotBlank();
            assertThat(row.label()).isNotBlank();
            assertThat(row.line()).isGreaterThan(before);
            before = row.line();
        }
        requireSameOnceWritten(read);
    }

    private static void requireSameOnceWritten(ImageTable table) {
        StringBuilder text = new StringBuilder("path,label,split,group\n");
        for (ImageTable.Row row : table.rows()) {
            String split = row.split() == null ? "train" : row.split().title();
            String group = row.group() == null ? "" : row.group();
            for (String field : List.of(row.path(), row.label(), split)) {
                text.append('"').append(field.replace("\"", "\"\"")).append("\",");
            }
            text.append('"').append(group.replace("\"", "\"\"")).append("\"\n");
        }
        List<ImageTable.Row> again = ImageTable.parse(
                        text.toString().getBytes(StandardCharsets.UTF_8), "written.csv", COLUMNS)
                .rows();
        assertThat(again).hasSameSizeAs(table.rows());
        for (int at = 0; at < again.size(); at++) {
            ImageTable.Row row = table.rows().get(at);
            assertThat(again.get(at).path()).isEqualTo(row.path());
            assertThat(again.get(at).label()).isEqualTo(row.label());
            assertThat(again.get(at).group()).isEqualTo(row.group());
        }
    }
}
