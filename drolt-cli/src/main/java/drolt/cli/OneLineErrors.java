package drolt.cli;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.OneLine;
import drolt.tensor.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one line on standard error and an exit code. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int SHORTEST_BEGINNING = 3;

    private final ConsoleOptions console;

    OneLineErrors(ConsoleOptions console) {
        this.console = console;
    }

    /** A mistake in what was typed: code 2. */
    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        String message = mistake instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched.getUnmatched().get(0), List.of(arguments))
                : lowerFirst(oneLine(mistake));
        String name = command.getCommandSpec().qualifiedName();
        console.error(message + " ('" + name + " --help' shows all)", mistake);
        return ExitCode.USAGE;
    }

    private static String unmatched(CommandLine command, String argument, List<String> arguments) {
        boolean option = argument.startsWith("-");
        boolean group = !command.getSubcommands().isEmpty();
        String kind = option ? "unknown option" : group ? "unknown command" : "unexpected argument";
        String message = kind + " '" + argument + "'";
        if (!option && !group) {
            return message;
        }
        Optional<String> key = RecipeKeyHint.of(command, argument, arguments);
        if (key.isPresent()) {
            return message + key.get();
        }
        Set<String> names = option
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        return nearest(option ? argument.split("=", 2)[0] : argument, names)
                .map(name -> message + ", did you mean '" + name + "'?")
                .orElse(message);
    }

    /** The name that was begun, or that is few slips of the hand away. */
    private static Optional<String> nearest(String typed, Set<String> names) {
        return names.stream()
                .filter(name -> typed.length() >= SHORTEST_BEGINNING && name.startsWith(typed))
                .findFirst()
                .or(() -> ClosestName.to(typed, names));
    }

    /** A failure of a command: code 2 where the user can mend it, else 1. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure);
    }

    /** Prints the line and tells the exit code. */
    int report(Throwable failure) {
        if (failure instanceof ConfigException) {
            console.error(oneLine(failure), failure);
            return ExitCode.USAGE;
        }
        console.error(describe(failure), failure);
        return ExitCode.FAILED;
    }

    private String describe(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return describe(wrapped.getCause());
        }
        if (failure instanceof AccessDeniedException) {
            return oneLine(failure) + ": access denied";
        }
        if (failure instanceof NoSuchFileException) {
            return oneLine(failure) + ": no such file or folder";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return oneLine(failure) + ": exists already";
        }
        if (failure instanceof IOException || failure instanceof EngineException) {
            return oneLine(failure);
        }
        if (failure instanceof OutOfMemoryError) {
            String mend = oneLine(failure).contains("Java heap space")
                    ? "give Java more than its quarter of the memory, for example DROLT_JAVA_OPTS=-Xmx12g"
                    : "take a smaller batch, or set limits with DROLT_JAVA_OPTS ('drolt doctor' shows them)";
            return "out of memory: " + oneLine(failure) + "; " + mend;
        }
        String hint = console.verbose() ? "" : "; --verbose shows the stack";
        return "unexpected " + failure.getClass().getSimpleName() + ": " + oneLine(failure) + hint;
    }

    private static String oneLine(Throwable failure) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "no message");
        return OneLine.of(EngineException.firstLine(message.strip()));
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
