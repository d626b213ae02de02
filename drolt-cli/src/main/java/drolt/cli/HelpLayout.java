package drolt.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help looks: the first page fits a screen, with the commands by purpose, and no example breaks inside a word. */
final class HelpLayout {
    private static final String EXAMPLE = "  drolt ";
    private static final String CONTINUES = " \\";
    private static final String INDENT = "      ";

    /** The commands of the first page, in groups. */
    private static final List<Purpose> PURPOSES = List.of(
            new Purpose("Train", "train", "launch", "init", "tune", "reproduce"),
            new Purpose("Look at runs", "runs", "compare", "report", "analyze", "board"),
            new Purpose("Use what was trained", "evaluate", "predict", "export"),
            new Purpose("Recipes and data", "recipes", "config", "data"),
            new Purpose("This program", "doctor", "bench", "completion", "version", "help"));

    private HelpLayout() {}

    /** Commands under what they are for. */
    private record Purpose(String title, List<String> commands) {
        Purpose(String title, String... commands) {
            this(title, List.of(commands));
        }
    }

    /** Lays out the help of a command and of those below it. */
    static void of(CommandLine drolt) {
        common(drolt);
        drolt.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpLayout::byPurpose);
        drolt.getCommandSpec().usageMessage().commandListHeading("%n");
        drolt.getSubcommands().values().forEach(HelpLayout::below);
    }

    /** A header is the line of a list; in a command's own help the description says more. */
    private static void below(CommandLine command) {
        common(command);
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> keys = new ArrayList<>(usage.sectionKeys());
        keys.removeAll(List.of(UsageMessageSpec.SECTION_KEY_HEADER_HEADING, UsageMessageSpec.SECTION_KEY_HEADER));
        usage.sectionKeys(keys);
        command.getSubcommands().values().forEach(HelpLayout::below);
    }

    /** Commands before options, headings over both, and a synopsis without the options. */
    private static void common(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> keys = new ArrayList<>(usage.sectionKeys());
        List<String> commandList =
                List.of(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        keys.removeAll(commandList);
        keys.addAll(keys.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING), commandList);
        usage.sectionKeys(keys)
                .abbreviateSynopsis(true)
                .synopsisSubcommandLabel("<command>")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions:%n");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpLayout::footer);
    }

    /** The lines of a command's footer that are examples of its use. */
    static Stream<String> examples(CommandLine command) {
        return Stream.of(command.getCommandSpec().usageMessage().footer()).filter(line -> line.startsWith(EXAMPLE));
    }

    private static String byPurpose(Help help) {
        StringBuilder text = new StringBuilder();
        for (Purpose purpose : PURPOSES) {
            text.append(help.createHeading("@|bold " + purpose.title() + "|@%n"));
            for (String name : purpose.commands()) {
                CommandLine command =
                        Objects.requireNonNull(help.commandSpec().subcommands().get(name), name);
                String padding = String.format("  %-12s", name).substring(2 + name.length());
                text.append("  ").append(help.colorScheme().commandText(name)).append(padding);
                text.append(command.getCommandSpec().usageMessage().header()[0]).append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    private static String footer(Help help) {
        int width = help.commandSpec().usageMessage().width();
        return Stream.of(help.commandSpec().usageMessage().footer())
                .map(line -> line.startsWith(EXAMPLE)
                        ? String.join(System.lineSeparator(), broken(line, width)) + System.lineSeparator()
                        : help.createHeading(line + "%n"))
                .collect(Collectors.joining());
    }

    /** A command as lines that a shell takes for one: broken before options, which keep their values. */
    static List<String> broken(String example, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : example.split(" (?=--?[a-z])", -1)) {
            if (!line.isEmpty() && line.length() + 1 + part.length() + CONTINUES.length() > width) {
                lines.add(line + CONTINUES);
                line = INDENT + part;
            } else {
                line = line.isEmpty() ? part : line + " " + part;
            }
        }
        lines.add(line);
        return lines;
    }
}
