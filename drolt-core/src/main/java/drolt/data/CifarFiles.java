package drolt.data;

import drolt.configuration.ConfigException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Finds the files of one CIFAR data set, unpacked or in the authors' archive, and reads those that are needed. */
final class CifarFiles {
    /** No file of the format comes near; what is longer is not one of them. */
    private static final int MAX_FILE_BYTES = 1 << 30;

    private final CifarFormat format;

    CifarFiles(CifarFormat format) {
        this.format = format;
    }

    /**
     * A file in memory.
     *
     * @param name what the user knows it by: its path, or its archive and its name there
     * @param bytes all of it
     */
    record Content(String name, byte[] bytes) {}

    /**
     * Reads training files in order, then the test file, then the names.
     *
     * @param dataFolder where data sets lie, or the folder of this one, or its archive
     */
    List<Content> read(Path dataFolder) {
        String first = format.trainFiles().get(0);
        Path own = dataFolder.resolve(format.folder());
        Path renamed = dataFolder.resolve(format.downloadName().replace("-", "") + "-binary"); // as others call it
        Path archive = dataFolder.resolve(format.archive());
        if (Files.isRegularFile(dataFolder)) {
            return readArchive(dataFolder);
        } else if (Files.exists(dataFolder.resolve(first))) {
            return readFolder(dataFolder);
        } else if (Files.exists(own.resolve(first))) {
            return readFolder(own);
        } else if (Files.exists(renamed.resolve(first))) {
            return readFolder(renamed);
        } else if (Files.exists(archive)) {
            return readArchive(archive);
        }
        throw new MissingDataException(dataFolder + ": "
                + (Files.exists(dataFolder) ? "holds no " + format.title() : "there is no such folder")
                + " (looked for " + format.folder() + "/" + first + " and " + format.archive() + "): get it with "
                + "'drolt data download " + format.downloadName() + "', or say where it is with --data DIR");
    }

    private List<String> wanted() {
        List<String> wanted = new ArrayList<>(format.trainFiles());
        wanted.add(format.testFile());
        wanted.add(format.namesFile());
        return wanted;
    }

    private List<Content> readFolder(Path folder) {
        List<Content> contents = new ArrayList<>();
        for (String name : wanted()) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new ConfigException(file + ": is missing; " + format.mend());
            }
            try (InputStream in = Files.newInputStream(file)) {
                contents.add(new Content(file.toString(), readBounded(in, file.toString())));
            } catch (IOException e) {
                throw new ConfigException(file + ": cannot be read (" + e + ")", e);
            }
        }
        return contents;
    }

    private List<Content> readArchive(Path archive) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
            return readArchive(in, archive.toString());
        } catch (IOException e) {
            throw new ConfigException(archive + ": cannot be read (" + e + ")", e);
        }
    }

    /** Reads from a gzipped tar; {@code name} is for messages. Broken archives are a {@link ConfigException}. */
    List<Content> readArchive(InputStream archive, String name) {
        List<String> wanted = wanted();
        Map<String, Content> found = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(archive, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null && found.size() < wanted.size();
                    entry = tar.getNextEntry()) {
                String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (isPlain(entry) && wanted.contains(file) && !found.containsKey(file)) {
                    String path = name + "!" + entry.getName();
                    found.put(file, new Content(path, readBounded(tar, path)));
                }
            }
        } catch (IOException | IllegalArgumentException e) { // the latter for headers that make no sense
            throw new ConfigException(
                    name + ": is damaged or no .tar.gz (" + e.getMessage() + "); " + format.mend(), e);
        }
        List<Content> contents = new ArrayList<>();
        for (String file : wanted) {
            Content content = found.get(file);
            if (content == null) {
                throw new ConfigException(
                        name + ": holds no " + file + ", so it is not " + format.title() + "; " + format.mend());
            }
            contents.add(content);
        }
        return contents;
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        byte kind = entry.getLinkFlag();
        return (kind == TarArchiveEntry.LF_NORMAL || kind == TarArchiveEntry.LF_OLDNORM) && !entry.isSparse();
    }

    private byte[] readBounded(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_FILE_BYTES);
        if (bytes.length == MAX_FILE_BYTES) {
            throw new ConfigException(
                    name + ": has 1 GiB or more, so it is not " + format.title() + "; " + format.mend());
        }
        return bytes;
    }
}
