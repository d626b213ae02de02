package drolt.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The keys of one recipe that are given anew; mixed into commands that read one. */
final class Overrides {
    @Option(names = "--set", paramLabel = "<key>=<value>", description = "Overrides one key; may be repeated.")
    private List<String> given = new ArrayList<>();

    /** {@code key=value}, in the order of the command line. */
    List<String> given() {
        return given;
    }
}
