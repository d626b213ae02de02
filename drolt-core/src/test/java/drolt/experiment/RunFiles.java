package drolt.experiment;

import drolt.io.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a run's folder holds, in a form that can be compared: wall-clock times are left out, locks and the state of the process too. */
public final class RunFiles {
    private RunFiles() {}

    /** Content by path; of tensors' files the digest, of the others the text without seconds. */
    public static Map<String, String> of(Path run) {
        try (Stream<Path> files = Files.walk(run)) {
            Map<String, String> contents = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith(".lock") && !file.endsWith("state.json"))
                    .forEach(file -> contents.put(run.relativize(file).toString(), content(file)));
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return file.toString().endsWith(".safetensors")
                    ? bytes.length + " bytes, " + Sha256.of(text)
                    : text.replaceAll("\"seconds\" ?: ?[0-9.E-]+", "\"seconds\":0")
                            .replaceAll("\"sha256\" : \"[0-9a-f]{64}\"", "\"sha256\" : of the seconds, too");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
