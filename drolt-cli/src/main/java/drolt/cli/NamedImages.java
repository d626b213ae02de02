package drolt.cli;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of images and folders: those of the command line, then those of list files; {@code -} is standard input. */
final class NamedImages {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private NamedImages() {}

    /**
     * Reads the lists: a name a line, or names that end in a zero byte, as {@code find -print0} writes them. Names are taken
     * from the working folder on, as on the command line.
     *
     * @param input standard input, which is read where it is named
     * @throws ConfigException in one line if nothing is named, or a list cannot be read
     */
    static List<Path> of(List<Path> given, List<Path> lists, InputStream input) {
        if (given.isEmpty() && lists.isEmpty()) {
            throw new ConfigException(
                    "missing required parameter: '<image>', a folder, --list <file>, or - for names from"
                            + " standard input ('drolt predict --help' shows all)");
        }
        List<Path> all = new ArrayList<>();
        for (Path one : given) {
            if (one.equals(STANDARD_INPUT)) {
                all.addAll(names(one, input));
            } else {
                all.add(one);
            }
        }
        lists.forEach(list -> all.addAll(names(list, input)));
        return all;
    }

    private static List<Path> names(Path list, InputStream input) {
        boolean standard = list.equals(STANDARD_INPUT);
        String name = standard ? "standard input" : list.toString();
        try {
            byte[] bytes = standard ? input.readAllBytes() : Files.readAllBytes(list);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String names = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            List<Path> paths = List.of(names.split(names.indexOf('\0') >= 0 ? "\0" : "\\R")).stream()
                    .filter(line -> !line.isBlank())
                    .map(Path::of)
                    .toList();
            if (paths.isEmpty()) {
                throw new ConfigException(name + ": names no image; write one a line");
            }
            return paths;
        } catch (NoSuchFileException e) {
            throw new ConfigException(name + ": there is no such list of images", e);
        } catch (IOException | InvalidPathException e) {
            throw new ConfigException(name + ": cannot be read as a list of images: " + e.getMessage(), e);
        }
    }
}
