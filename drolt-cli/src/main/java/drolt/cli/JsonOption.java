package drolt.cli;

import picocli.CommandLine.Option;

/** Whether a command prints JSON; mixed into those that can. */
final class JsonOption {
    @Option(names = "--json", description = "Prints JSON, for other programs.")
    private boolean given;

    boolean given() {
        return given;
    }
}
