package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.decoding.ImageLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageIndexTest {
    private static final String[] PATHS = {"train/class0/0.jpg", "train/class0/1.jpg", "train/class1/0.jpg"};

    @TempDir
    private Path data;

    @TempDir
    private Path cache;

    @BeforeEach
    void write() {
        PhotoTree.write(data, "train", 2, 1);
    }

    private FileStamp[] stamps() throws IOException {
        FileStamp[] stamps = new FileStamp[PATHS.length];
        for (int at = 0; at < PATHS.length; at++) {
            stamps[at] = FileStamp.of(Files.readAttributes(data.resolve(PATHS[at]), BasicFileAttributes.class));
        }
        return stamps;
    }

    private ImageIndex open() {
        return ImageIndex.open(data, cache, 1);
    }

    @Test
    void whatIsKnownIsNotReadAgain() throws IOException {
        FileStamp[] stamps = stamps();
        ImageLook[] first = open().look(PATHS, stamps);
        assertThat(first).allMatch(look -> look.fault() == null);
        assertThat(first[0].hash()).isNotEqualTo(first[1].hash());
        for (String path : PATHS) {
            Files.delete(data.resolve(path));
        }
        assertThat(open().look(PATHS, stamps)).as("from the index alone").isEqualTo(first);
    }

    @Test
    void aChangedFileIsReadAgainAndAFaultIsNeverKept() throws IOException {
        ImageLook[] first = open().look(PATHS, stamps());
        Files.write(data.resolve(PATHS[1]), new byte[3]);
        for (int round = 0; round < 2; round++) {
            ImageLook[] again = open().look(PATHS, stamps());
            assertThat(again[0]).isEqualTo(first[0]);
            assertThat(again[1].fault()).startsWith(data.resolve(PATHS[1]) + ": is no JPEG");
        }
    }

    @Test
    void thatAFileIsWholeIsRemembered() throws IOException {
        FileStamp[] stamps = stamps();
        ImageIndex index = open();
        index.look(PATHS, stamps);
        index.noteWhole(PATHS[2], stamps[2]);
        index.save();
        assertThat(open().isWhole(PATHS[2], stamps[2])).isTrue();
        assertThat(open().isWhole(PATHS[0], stamps[0])).isFalse();
        assertThat(open().isWhole(PATHS[2], new FileStamp(stamps[2].size(), 0))).isFalse();
    }

    @Test
    void aDamagedIndexIsMadeAnewAndOneOfAFewImagesIsNotKept() throws IOException {
        ImageLook[] first = open().look(PATHS, stamps());
        try (var files = Files.list(cache)) {
            Path file = files.findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        assertThat(open().look(PATHS, stamps())).isEqualTo(first);
        Path other = cache.resolve("other");
        ImageIndex.open(data, other, 4).look(PATHS, stamps());
        assertThat(other).doesNotExist();
    }
}
