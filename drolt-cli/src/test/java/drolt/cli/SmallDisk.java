package drolt.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system in memory that is full after a few kilobytes; its tests are skipped where nothing may be mounted. */
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    public static SmallDisk mount(Path root, int sizeKib) throws IOException {
        Files.createDirectories(root);
        boolean mounted = System.getProperty("os.name").equals("Linux")
                && succeeds("mount", "-t", "tmpfs", "-o", "size=" + sizeKib + "k", "tmpfs", root.toString());
        Assumptions.assumeTrue(mounted, "a small file system cannot be mounted (needs root on Linux): skipped");
        return new SmallDisk(root);
    }

    public Path root() {
        return root;
    }

    public void resize(int sizeKib) throws IOException {
        require("mount", "-o", "remount,size=" + sizeKib + "k", root.toString());
    }

    void makeReadOnly() throws IOException {
        require("mount", "-o", "remount,ro", root.toString());
    }

    @Override
    public void close() throws IOException {
        require("umount", root.toString());
    }

    private static void require(String... command) throws IOException {
        if (!succeeds(command)) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static boolean succeeds(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return false; // there is no such program
        }
        return process.onExit().join().exitValue() == 0;
    }
}
