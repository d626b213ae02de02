package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.distributed.Membership;
import drolt.distributed.ProcessGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The processes that this one trains with, as the environment says. */
final class Ranks {
    /** The variable that says how many seconds a rank waits for the others. */
    static final String TIMEOUT = "DROLT_RANK_TIMEOUT";

    /** The variable that says how {@code launch} was typed, up to the command that it starts. */
    static final String LAUNCH = "DROLT_LAUNCH";

    /** Where it is not set. */
    static final int USUAL_SECONDS = 300;

    private static final int MOST_SECONDS = 86_400;

    private final Optional<Membership> membership;
    private final Duration timeout;

    private Ranks(Optional<Membership> membership, Duration timeout) {
        this.membership = membership;
        this.timeout = timeout;
    }

    /**
     * Reads it; connects to nobody.
     *
     * @throws ConfigException if it says half of it, or what cannot be
     */
    static Ranks of(Map<String, String> environment) {
        return new Ranks(Membership.of(environment), timeout(environment.get(TIMEOUT)));
    }

    private static Duration timeout(@Nullable String seconds) {
        if (seconds == null) {
            return Duration.ofSeconds(USUAL_SECONDS);
        }
        try {
            return checked(TIMEOUT, Integer.parseInt(seconds.strip()));
        } catch (NumberFormatException e) {
            throw new ConfigException(TIMEOUT + ": '" + seconds + "' is not a number of seconds", e);
        }
    }

    /** Seconds that a rank may wait, given under some name. */
    static Duration checked(String name, int seconds) {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ConfigException(name + ": " + seconds + " must lie in 1.." + MOST_SECONDS + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    /** A command line of this process as it must be typed to start the other ones, too. */
    static String typed(String command) {
        String launch = System.getenv(LAUNCH);
        return launch == null ? command : command.replaceFirst("^drolt ", Matcher.quoteReplacement(launch + " "));
    }

    /** Whether there are others. */
    boolean areSeveral() {
        return membership.isPresent();
    }

    /** Waits for them; the caller closes it. */
    ProcessGroup join() {
        return membership.map(own -> ProcessGroup.join(own, timeout)).orElse(ProcessGroup.ALONE);
    }
}
