package drolt.cli.campaign;

import drolt.cli.DroltProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** One bit of one file of a finished or a stopped run is another one; then the run is read, and its command given again. */
final class FlippedBits implements Mishap {
    static final String NAME = "flipped bits";

    private static final String STAGE_STOPPED_IN = "drolt";
    private static final int MOST_STARTS = 30;

    private final WarmDrolt warm;
    private final UnbrokenRun unbroken;
    private final Path stopped;
    private final Path run;
    private final Readers readers;

    FlippedBits(Path work, WarmDrolt warm, UnbrokenRun unbroken) throws Exception {
        this.warm = warm;
        this.unbroken = unbroken;
        this.stopped = stopWithCheckpoints(work.resolve("stopped"));
        this.run = work.resolve("flipped");
        Trees.replace(run, unbroken.folder());
        this.readers = Readers.of(work, warm, run);
    }

    /** A run killed while a stage has two states and a best one. */
    private Path stopWithCheckpoints(Path folder) throws Exception {
        Path checkpoints = folder.resolve("stages").resolve(STAGE_STOPPED_IN).resolve("checkpoints");
        for (int start = 0; start < MOST_STARTS; start++) {
            Trees.remove(folder);
            DroltProcess training = DroltProcess.start(List.of(), Map.of(), unbroken.arguments(folder));
            while (training.isAlive() && count(checkpoints) < 6) {
                Thread.sleep(1);
            }
            training.kill();
            training.result();
            if (count(checkpoints) >= 6) {
                return folder;
            }
        }
        throw new IllegalStateException("no run could be killed beside three states");
    }

    private static long count(Path folder) throws IOException {
        return Files.isDirectory(folder)
                ? Trees.files(folder).stream()
                        .filter(file -> file.matches("[^.].*\\.(json|safetensors)"))
                        .count()
                : 0;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String promise() {
        return "a changed bit in any file of a run: commands that read it give what they gave or refuse in a line with"
                + " the file's path; the run's command mends it or says its path, and ends with the same bits";
    }

    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        Random random = new Random(seed);
        boolean finished = random.nextInt(3) > 0;
        Trees.replace(run, finished ? unbroken.folder() : stopped);
        String file = choose(random);
        byte[] bytes = Files.readAllBytes(run.resolve(file));
        byte[] flipped = bytes.clone();
        int bit = random.nextInt(8 * bytes.length);
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(run.resolve(file), flipped);

        String what = file.replaceAll("(stages|models|predictions|calibration)/[^/.]+", "$1/*")
                .replaceAll("epoch-[-a-z0-9]*", "*");
        Optional<String> fault = finished ? readers.fault(random, run.resolve(file)) : Optional.empty();
        if (fault.isEmpty()) {
            fault = faultOfResuming(file, bytes);
        }
        if (fault.isPresent()) {
            tally.failed(seed, file + ", bit " + bit, fault.get());
        } else {
            tally.held(what);
        }
    }

    /** A file of each kind is as likely, whatever their number. */
    private String choose(Random random) throws IOException {
        SortedMap<String, List<String>> byKind = new TreeMap<>();
        for (String file : Trees.files(run)) {
            if (Files.size(run.resolve(file)) > 0) {
                String kind = file.replaceAll("[^/]+\\.", "*.").replaceAll("stages/[^/]+", "stages/*");
                String key = file.contains("/") ? kind : file;
                byKind.computeIfAbsent(key, none -> new ArrayList<>()).add(file);
            }
        }
        List<List<String>> kinds = List.copyOf(byKind.values());
        List<String> files = kinds.get(random.nextInt(kinds.size()));
        return files.get(random.nextInt(files.size()));
    }

    private Optional<String> faultOfResuming(String file, byte[] before) throws IOException {
        Answer answer = warm.run(unbroken.arguments(run));
        Path path = run.resolve(file);
        if (answer.isRefusal()) {
            return answer.notARefusalOf(path.toString());
        }
        Optional<String> rudeness = answer.rudeness();
        if (rudeness.isPresent() || answer.exitCode() != 0) {
            return Optional.of(rudeness.orElse("exit code " + answer.exitCode() + ": " + answer.err()));
        }
        String difference = unbroken.difference(run);
        if (!difference.isEmpty()) {
            return Optional.of("goes on to another result: " + difference);
        }
        boolean said = answer.err().contains(path.toString());
        return said || !Files.exists(path) || isMended(file, before)
                ? Optional.empty()
                : Optional.of("is neither mended nor named: " + answer.err());
    }

    /** As it was, or as the unbroken run has it but for times. */
    private boolean isMended(String file, byte[] before) throws IOException {
        if (Arrays.equals(Files.readAllBytes(run.resolve(file)), before)
                || List.of("state.json", "report.html").contains(file)) { // both are written anew by every run
            return true;
        }
        return Objects.equals(
                RunNumbers.of(run).digests().getOrDefault(file, "absent"),
                RunNumbers.of(unbroken.folder()).digests().get(file));
    }
}
