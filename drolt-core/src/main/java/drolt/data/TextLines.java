package drolt.data;

import drolt.configuration.ConfigException;
import drolt.io.ReadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A text file by its lines, none of them empty; {@code \n} or {@code \r\n} ends a line.
 *
 * @param name the file, for messages
 * @param lines without what surrounds them
 */
record TextLines(String name, List<String> lines) {
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_SHOWN = 60;

    /** Reads a file of UTF-8 text. */
    static TextLines read(Path file) {
        return parse(bytes(file), file.toString());
    }

    /** All that a file holds. */
    static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(file + ": has more than 1 GiB, so it is no list of lines");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + ReadFailure.reason(e) + "); name another file", e);
        }
    }

    /** The bytes of a file as text, without the mark that it begins with in some programs. */
    static String text(byte[] bytes, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigException(name + ": is no text in UTF-8; save it so or name another file", e);
        }
    }

    /** Splits the bytes of a file. */
    static TextLines parse(byte[] bytes, String name) {
        String text = text(bytes, name);
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end).strip();
            if (line.isEmpty()) {
                throw mistake(name, lines.size(), "the line is empty; remove it");
            }
            if (breaksLines(line)) {
                throw mistake(name, lines.size(), "the line holds a control character; write the file anew");
            }
            lines.add(line);
            start = end + 1;
        }
        return new TextLines(name, lines);
    }

    /** Whether text holds what would break a line where it is shown. */
    static boolean breaksLines(String line) {
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if ((character < ' ' && character != '\t') // half a million lines: the common case first
                    || (character >= 0x7f && breaksLines(Character.getType(character)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean breaksLines(int type) {
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** What is wrong with a line, counted from 0. */
    ConfigException mistake(int line, String message) {
        return mistake(name, line, message);
    }

    private static ConfigException mistake(String name, int line, String message) {
        return new ConfigException(name + ":" + (line + 1) + ": " + message);
    }

    /** Text of the file as a message shows it. */
    static String shown(String text) {
        return "'" + (text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...") + "'";
    }
}
