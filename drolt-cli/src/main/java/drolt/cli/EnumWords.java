package drolt.cli;

import drolt.configuration.ClosestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/** Words that an option may have, in small letters, with a hint at the one that was meant. */
final class EnumWords {
    private EnumWords() {}

    /** Reads so all options of these commands whose type is an enum. */
    static void register(CommandLine drolt) {
        commands(drolt)
                .flatMap(command -> command.getCommandSpec().args().stream())
                .map(ArgSpec::type)
                .filter(Class::isEnum)
                .distinct()
                .forEach(type -> register(drolt, type));
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(EnumWords::commands));
    }

    private static <T> void register(CommandLine drolt, Class<T> type) {
        drolt.registerConverter(type, text -> constant(type, text));
    }

    private static <T> T constant(Class<T> type, String text) {
        List<T> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(EnumWords::word).toList();
        int index = words.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new TypeConversionException("'" + text + "' is none of its words" + ClosestName.hint(text, words));
        }
        return constants.get(index);
    }

    /** As it is typed. */
    static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    /** All of an enum, for a shell to complete. */
    static List<String> all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumWords::word).toList();
    }
}
