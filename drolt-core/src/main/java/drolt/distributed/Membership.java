package drolt.distributed;

import drolt.configuration.ConfigException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of this process among those that train together, as the program that starts them says in the environment.
 *
 * <p>{@code RANK} and {@code WORLD_SIZE} are those of torchrun and of {@code drolt launch}. Where neither is set,
 * {@code SLURM_PROCID} and {@code SLURM_NTASKS} of Slurm count, and {@code JOB_COMPLETION_INDEX} of Kubernetes with
 * {@code WORLD_SIZE}, but only together with {@code MASTER_ADDR}: these systems set theirs for programs, too, that have
 * nothing to do with each other.
 *
 * @param rank from 0
 * @param size number of processes
 * @param host at which rank 0 is reached
 * @param port at which rank 0 waits for the others
 */
public record Membership(int rank, int size, String host, int port) {
    private static final String RANK = "RANK";
    private static final String SIZE = "WORLD_SIZE";
    private static final String HOST = "MASTER_ADDR";
    private static final String PORT = "MASTER_PORT";
    private static final int MOST_RANKS = 4096;
    private static final int MOST_PORT = 65535;

    /**
     * What an environment says; empty where it says nothing, or that there is one process only.
     *
     * @throws ConfigException if it says half of it, or what cannot be
     */
    public static Optional<Membership> of(Map<String, String> environment) {
        if (environment.containsKey(RANK) && environment.containsKey(SIZE)) {
            return of(environment, RANK, SIZE);
        }
        if (!environment.containsKey(HOST)) {
            return Optional.empty();
        }
        if (environment.containsKey("SLURM_PROCID") && environment.containsKey("SLURM_NTASKS")) {
            return of(environment, "SLURM_PROCID", "SLURM_NTASKS");
        }
        return of(environment, environment.containsKey(RANK) ? RANK : "JOB_COMPLETION_INDEX", SIZE);
    }

    private static Optional<Membership> of(Map<String, String> environment, String rankName, String sizeName) {
        int size = number(environment, sizeName, 1, MOST_RANKS);
        int rank = number(environment, rankName, 0, size - 1);
        if (size == 1) {
            return Optional.empty();
        }
        String host = environment.get(HOST);
        if (host == null || host.isBlank()) {
            throw missing(HOST, "the machine of rank 0");
        }
        return Optional.of(new Membership(rank, size, host, number(environment, PORT, 1, MOST_PORT)));
    }

    private static int number(Map<String, String> environment, String name, int least, int most) {
        String text = environment.get(name);
        if (text == null) {
            throw missing(name, "a number in " + least + ".." + most);
        }
        Integer value = parse(text);
        if (value == null || value < least || value > most) {
            throw new ConfigException(name + ": '" + text + "' must be a number in " + least + ".." + most);
        }
        return value;
    }

    private static @Nullable Integer parse(String text) {
        try {
            return Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static ConfigException missing(String name, String what) {
        return new ConfigException(name + ": is not set, but other variables say that several processes train together;"
                + " set it to " + what + ", or unset RANK, WORLD_SIZE and MASTER_ADDR");
    }
}
