package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedImagesTest {
    private static final Path DASH = Path.of("-");

    @TempDir
    private Path folder;

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void listsAreReadALineANameAndKeepTheirPlace() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "\uFEFFa b.jpg\r\n\n  \nsub/ü.png\n");
        assertThat(NamedImages.of(
                        List.of(Path.of("x"), DASH, Path.of("y")), List.of(list), input("one.png\ntwo, 3.png")))
                .containsExactly(
                        Path.of("x"),
                        Path.of("one.png"),
                        Path.of("two, 3.png"),
                        Path.of("y"),
                        Path.of("a b.jpg"),
                        Path.of("sub/ü.png"));
        assertThat(NamedImages.of(List.of(), List.of(DASH), input("only.png"))).containsExactly(Path.of("only.png"));
    }

    @Test
    void zeroBytesEndNamesThatHoldLineBreaks() {
        assertThat(NamedImages.of(List.of(DASH), List.of(), input("a\nb.png\0c.png\0")))
                .containsExactly(Path.of("a\nb.png"), Path.of("c.png"));
    }

    @Test
    void standardInputIsLeftAloneWhereItIsNotNamed() {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }
        };
        assertThat(NamedImages.of(List.of(Path.of("x")), List.of(), untouchable))
                .containsExactly(Path.of("x"));
    }

    @Test
    void aListThatNamesNothingIsRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n\n");
        refused(List.of(), List.of(empty), empty + ": names no image; write one a line");
        refused(List.of(DASH), List.of(), "standard input: names no image; write one a line");
        Path gone = folder.resolve("gone.txt");
        refused(List.of(), List.of(gone), gone + ": there is no such list of images");
        refused(List.of(), List.of(folder), folder + ": cannot be read as a list of images: ");
        refused(List.of(), List.of(), "missing required parameter: '<image>', a folder, --list <file>, or - ");
    }

    private static void refused(List<Path> given, List<Path> lists, String message) {
        assertThatThrownBy(() -> NamedImages.of(given, lists, input("")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }
}
