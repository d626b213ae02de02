package drolt.figure;

import java.util.List;

/**
 * Where a figure comes from; written into each of its files.
 *
 * @param command that makes it again
 * @param runs fingerprints of the runs behind it
 * @param version of the program
 */
public record Provenance(String command, List<String> runs, String version) {
    public Provenance {
        runs = List.copyOf(runs);
    }
}
