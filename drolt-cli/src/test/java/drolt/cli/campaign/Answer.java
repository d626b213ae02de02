package drolt.cli.campaign;

import drolt.cli.DroltProcess;
import java.util.List;
import java.util.Optional;

/**
 * What a command answered.
 *
 * @param exitCode {@link #GONE} where its JVM died or did not end in time
 */
record Answer(int exitCode, String out, String err) {
    static final int GONE = -1;
    private static final int REFUSED = 2;
    private static final int LONGEST_LINE = 1_300; // a message has 1,200 at most, before it stand words of the log

    static Answer of(DroltProcess.Result result) {
        return new Answer(result.exitCode(), result.out(), result.err());
    }

    /** The lines that say what ended the command, without those of the log and of progress. */
    List<String> problems() {
        return err.lines()
                .filter(line -> line.startsWith("drolt: "))
                .filter(line -> !line.startsWith("drolt: WARN: ") && !line.startsWith("drolt: warning: "))
                .toList();
    }

    /** What no answer may have, whatever the input; empty where all is well. */
    Optional<String> rudeness() {
        if (exitCode == GONE) {
            return Optional.of(err);
        }
        String all = out + err;
        if (all.contains("\tat ") || all.contains("Exception in thread")) {
            return Optional.of("a stack trace: " + err);
        }
        if (all.contains("unexpected ") && all.contains("--verbose shows the stack")) {
            return Optional.of("an unexpected exception: " + err);
        }
        if (all.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            return Optional.of("control characters: " + err.replaceAll("\\p{Cntrl}", "?"));
        }
        return err.lines()
                .filter(line -> line.length() > LONGEST_LINE)
                .findFirst()
                .map(line -> "a line of " + line.length() + " characters: " + line.substring(0, 300));
    }

    boolean isRefusal() {
        return exitCode == REFUSED;
    }

    /** Why this is no refusal as promised: code 2 and one line that names what is wrong; empty where it is one. */
    Optional<String> notARefusalOf(String what) {
        Optional<String> rudeness = rudeness();
        if (rudeness.isPresent()) {
            return rudeness;
        }
        List<String> problems = problems();
        if (exitCode != REFUSED || problems.size() != 1) {
            return Optional.of("exit code " + exitCode + " and " + problems.size() + " lines: " + err);
        }
        return problems.get(0).contains(what)
                ? Optional.empty()
                : Optional.of("does not name " + what + ": " + problems.get(0));
    }
}
