package drolt.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsMadeReplacedAndAlone() throws IOException {
        Path target = folder.resolve("deep/er/name.txt");
        AtomicFiles.writeString(target, "first é");
        AtomicFiles.write(target, out -> out.write("second".getBytes(UTF_8)));
        assertThat(target).hasContent("second");
        assertThat(namesIn(folder.resolve("deep/er"))).containsExactly("name.txt");
    }

    @Test
    void ofSeveralThatCreateAFileTheFirstOneHasIt() throws IOException {
        Path target = folder.resolve("deep/name.txt");
        assertThat(AtomicFiles.createString(target, "first")).isTrue();
        assertThat(AtomicFiles.createString(target, "second")).isFalse();
        assertThat(target).hasContent("first");
        assertThat(namesIn(folder.resolve("deep"))).containsExactly("name.txt");
    }

    @Test
    void aReaderSeesTheOldFileUntilTheNewOneIsWhole() {
        Path target = folder.resolve("name.txt");
        AtomicFiles.writeString(target, "old");
        AtomicFiles.write(target, out -> {
            out.write(new byte[1 << 20]);
            out.flush();
            assertThat(target).hasContent("old");
        });
        assertThat(target).hasSize(1 << 20);
    }

    @Test
    void aFullDiskIsOneLineAndLeavesTheOldFileOnly() throws IOException {
        Path target = folder.resolve("checkpoint.bin");
        AtomicFiles.writeString(target, "old");
        assertThatThrownBy(() -> AtomicFiles.write(target, AtomicFilesTest::fillTheDisk))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("cannot write \\Q" + target + "\\E: no space left on the disk \\(\\d+ MiB free\\); "
                        + "free some there, or choose another folder, and run the same command again");
        assertThat(target).hasContent("old");
        assertThat(namesIn(folder)).containsExactly("checkpoint.bin");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsOneLine() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "skipped: there is no /dev/full here");
        assertThatThrownBy(() -> AtomicFiles.write(folder.resolve("a"), out -> {
                    try (OutputStream device = Files.newOutputStream(full)) {
                        device.write(1);
                    }
                }))
                .hasMessageContaining("no space left on the disk");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsNotReplacedByAFile() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "skipped: there is no /dev/full here");
        assertThatThrownBy(() -> AtomicFiles.writeString(full, "x"))
                .hasMessage("cannot write /dev/full: something that is not a file stands there");
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    @Test
    void aFailingWriterOfAnyKindLeavesNothing() throws IOException {
        Path target = folder.resolve("a");
        assertThatThrownBy(() -> AtomicFiles.write(target, out -> {
                    out.write(1);
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
        assertThatThrownBy(() -> AtomicFiles.write(target, out -> {
                    throw new IOException("line one\nline two");
                }))
                .hasMessage("cannot write " + target + ": line one");
        assertThat(namesIn(folder)).isEmpty();
    }

    @Test
    void aFileOrAFolderInTheWayIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path below = file.resolve("a/b.txt");
        assertThatThrownBy(() -> AtomicFiles.writeString(below, "x"))
                .hasMessage("cannot write " + below
                        + ": a part of its path is a file, not a folder; choose another folder");
        assertThatThrownBy(() -> AtomicFiles.writeString(folder, "x"))
                .hasMessage("cannot write " + folder + ": something that is not a file stands there");
        assertThat(namesIn(folder)).containsExactly("file");
    }

    @Test
    void aReadOnlyFolderIsOneLine() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(Files.isWritable(closed), "skipped: this user (root?) may write into every folder");
        assertThatThrownBy(() -> AtomicFiles.writeString(closed.resolve("a"), "x"))
                .hasMessage("cannot write " + closed.resolve("a")
                        + ": permission denied; make the folder writable or choose another one");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aReadOnlyFileSystemIsOneLine() {
        Path target = Path.of("/proc/drolt.txt"); // not writable even for root
        assertThatThrownBy(() -> AtomicFiles.writeString(target, "x"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("cannot write /proc/drolt.txt: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aLinkIsFollowedAndStays() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        AtomicFiles.writeString(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void anInterruptDoesNotDisturbTheWrite() {
        Thread.currentThread().interrupt();
        try {
            AtomicFiles.writeString(folder.resolve("a"), "x");
            assertThat(folder.resolve("a")).hasContent("x");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void leftoversGoUnlessSomeoneStillWritesThem() throws IOException {
        Files.writeString(folder.resolve(".old.123.drolt-tmp"), "x");
        Files.writeString(folder.resolve("other.txt"), "x");
        AtomicInteger removed = new AtomicInteger();
        AtomicFiles.write(folder.resolve("a"), out -> {
            out.write(1);
            removed.set(AtomicFiles.removeLeftovers(folder));
        });
        assertThat(removed).hasValue(1);
        assertThat(namesIn(folder)).containsExactly("a", "other.txt");
        assertThat(AtomicFiles.removeLeftovers(folder.resolve("absent"))).isZero();
    }

    @Test
    void whoeverTidiesUpNeverTakesAFileFromUnderItsWriter() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread tidying = new Thread(() -> {
            while (!done.get()) {
                AtomicFiles.removeLeftovers(folder);
            }
        });
        tidying.start();
        try {
            for (int i = 0; i < 500; i++) {
                Path target = folder.resolve("a");
                AtomicFiles.writeString(target, "text " + i);
                assertThat(target).hasContent("text " + i);
            }
        } finally {
            done.set(true);
            tidying.join();
        }
        assertThat(namesIn(folder)).containsExactly("a");
    }

    private static void fillTheDisk(OutputStream out) throws IOException {
        out.write(new byte[100_000]);
        throw new IOException("No space left on device");
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
