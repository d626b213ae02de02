package drolt.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paper's tables on some hundred generated images: the columns keep their imbalance factors, everything else is
 * smaller, and the face of the table says so.
 */
final class TinyTable {
    private static final List<String> TINY = List.of(
            "dataset.kind=embedded",
            "dataset.imagesOfLargestClass=100",
            "dataset.testImagesPerClass=2",
            "dataset.shots.manyAbove=50",
            "dataset.shots.fewBelow=10",
            "model.depth=8",
            "model.width=4");

    /** Data of which there are generated images; that of photographs awaits them. */
    private static final Map<String, List<String>> DATA = Map.of(
            "table1", List.of("if100", "if50", "if10"),
            "table2", List.of("if100"),
            "table4", List.of("if100"));

    /** Files that hold times of the day; reports of several data sets are named after them. */
    private static final Pattern OF_THE_MOMENT = Pattern.compile("\\.lock|state\\.json|report.*\\.html");

    private TinyTable() {}

    /** Starts to make one, in the setting equal. */
    static DroltProcess start(String table, Path output, @Nullable Path store, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("reproduce", table, "--setting", "equal"));
        arguments.addAll(List.of("--output", output.toString()));
        if (store != null) {
            arguments.addAll(List.of("--store", store.toString()));
        }
        for (String data : DATA.getOrDefault(table, List.of())) {
            TINY.forEach(key -> arguments.addAll(List.of("--set", data + ":" + key)));
        }
        arguments.addAll(List.of(options));
        return DroltProcess.start(List.of(), Map.of(), arguments.toArray(String[]::new));
    }

    /** Digests of all files by path; what tells times is left out. */
    static Map<String, String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            Map<String, String> digests = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .filter(file -> !OF_THE_MOMENT
                            .matcher(file.getFileName().toString())
                            .matches())
                    .forEach(file -> digests.put(root.relativize(file).toString(), digest(file)));
            return digests;
        }
    }

    private static String digest(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .replaceAll("\"seconds\" ?: ?[0-9.E-]+", "\"seconds\":0")
                    .replaceAll("\"sha256\" : \"[0-9a-f]{64}\"", "\"sha256\" : of the seconds, too");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
