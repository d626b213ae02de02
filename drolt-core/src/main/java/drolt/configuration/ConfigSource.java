package drolt.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a user gave: a text and what overrides it.
 *
 * @param text YAML
 * @param name how messages call it: the file as the user typed it, or {@code recipe quickstart}
 * @param overrides each {@code key.path=value}, later ones win; messages show them as {@code --set key.path=value}
 */
public record ConfigSource(String text, String name, List<String> overrides) {
    public ConfigSource {
        overrides = List.copyOf(overrides);
    }

    /** A text without overrides. */
    public ConfigSource(String text, String name) {
        this(text, name, List.of());
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param file named in messages as it is given here
     * @param overrides each {@code key.path=value}
     * @throws ConfigException in one line, if it is absent, a folder, not readable, far too long or not UTF-8
     */
    public static ConfigSource ofFile(Path file, List<String> overrides) {
        try {
            if (Files.isDirectory(file)) {
                throw new ConfigException(file + ": is a folder; name a YAML file");
            }
            if (Files.size(file) > 4L * YamlTree.MOST_CHARACTERS) {
                throw new ConfigException(file + ": has " + Files.size(file) + " bytes; this cannot be a recipe");
            }
            return new ConfigSource(Files.readString(file), file.toString(), overrides);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": is not text in UTF-8", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + Quoting.cut(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Reads a text that comes with the program.
     *
     * @param name below the program's resources, for example {@code recipes/quickstart.yaml}; messages call it so
     * @param overrides each {@code key.path=value}
     * @throws ConfigException if the program is not whole
     */
    public static ConfigSource ofResource(String name, List<String> overrides) {
        try (InputStream stream = ConfigSource.class.getResourceAsStream("/drolt/" + name)) {
            if (stream == null) {
                throw new ConfigException(name + " is missing from the program; install it anew");
            }
            return new ConfigSource(new String(stream.readAllBytes(), StandardCharsets.UTF_8), name, overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root of the text with every override in it. */
    Node.Mapping tree() {
        Node.Mapping root = YamlTree.parseFile(text, name);
        for (String assignment : overrides) {
            root = KeyOverride.parse(assignment).applyTo(root);
        }
        return root;
    }
}
