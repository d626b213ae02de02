package drolt.io;

import drolt.configuration.InvalidValueException;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** What is wrong with a record's file, in a phrase: where in it, and what. */
final class RecordFault {
    private RecordFault() {}

    static String of(RuntimeException e) {
        if (e instanceof JacksonException jackson) {
            String at = path(jackson.getPath());
            String said = jackson.getCause() instanceof RuntimeException refusal
                    ? refusal(refusal)
                    : original(jackson.getOriginalMessage());
            return at.isEmpty() ? said : at + ": " + said;
        }
        return refusal(e);
    }

    private static String refusal(RuntimeException e) {
        if (e instanceof InvalidValueException invalid) {
            return invalid.key() + " " + invalid.getMessage();
        }
        if (e instanceof NullPointerException) {
            String said = e.getMessage();
            // a message of the virtual machine speaks of the program's own text
            return said == null || said.contains(" ") ? "something is missing" : said + " is missing";
        }
        return String.valueOf(e.getMessage());
    }

    /** The reader's message without where in its own source it stood. */
    private static String original(String message) {
        int end = message.indexOf(" (");
        return end < 0 ? message : message.substring(0, end);
    }

    private static String path(List<JacksonException.Reference> references) {
        return references.stream()
                .map(reference -> reference.getPropertyName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }
}
