package drolt.board;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that is shown: its folders that are runs, and a line for each thing in it that is none. Links are not
 * followed, so nothing outside of it is ever read. For one thread.
 */
final class RunsFolder {
    private static final Logger LOG = LoggerFactory.getLogger(RunsFolder.class);

    private final Path root;
    private final Map<String, RunEntry> entries = new TreeMap<>();
    private final Set<String> logged = new HashSet<>();

    RunsFolder(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /**
     * What the folder holds at one moment.
     *
     * @param runs by name
     * @param problems a line each
     */
    record Scan(Map<String, RunRow> runs, List<String> problems) {}

    Path root() {
        return root;
    }

    Scan scan() {
        Instant now = Instant.now();
        Map<String, RunRow> rows = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        Set<String> there = new HashSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root)) {
            for (Path path : found) {
                String name = String.valueOf(path.getFileName());
                if (name.startsWith(".")) {
                    continue;
                }
                if (Files.isSymbolicLink(path)) {
                    problems.add(name + ": is a link, and links are not followed; skipped");
                } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    problems.add(name + ": is not a run's folder; skipped");
                } else {
                    there.add(name);
                    entries.computeIfAbsent(name, key -> new RunEntry(path))
                            .row(now, problems)
                            .ifPresent(row -> rows.put(name, row));
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            problems.add("the runs folder cannot be read: " + e.getMessage());
        }
        entries.keySet().retainAll(there);
        problems.sort(null);
        problems.stream().filter(logged::add).forEach(problem -> LOG.warn("{}: {}", root, problem));
        return new Scan(rows, List.copyOf(problems));
    }
}
