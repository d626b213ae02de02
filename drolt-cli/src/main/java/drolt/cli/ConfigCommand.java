package drolt.cli;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the commented reference of every key of a recipe. */
@Command(
        name = "config",
        description = "Prints every key of a recipe with its default, unit, range and source, as YAML.",
        footer = {"%nExamples:", "  drolt config", "  drolt config > reference.yaml"})
final class ConfigCommand implements Callable<Integer> {
    private static final String REFERENCE = "/drolt/reference.yaml";

    private final ConsoleOptions console;

    ConfigCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (InputStream reference = ConfigException.class.getResourceAsStream(REFERENCE)) {
            if (reference == null) {
                throw new IOException("drolt's library on the class path holds no " + REFERENCE);
            }
            console.print(new String(reference.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
            return ExitCode.OK;
        }
    }
}
