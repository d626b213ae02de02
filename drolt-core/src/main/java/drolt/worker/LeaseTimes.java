package drolt.worker;

import java.time.Duration;

/**
 * The times by which leases distinguish living workers from dead ones.
 *
 * @param heartbeat time between two renewals by the owner
 * @param silence how long a watcher must have seen no renewal, by its own clock, before it takes a lease over
 */
public record LeaseTimes(Duration heartbeat, Duration silence) {
    /** A heartbeat every 10 seconds; five that fail in a row are borne, the sixth is death. */
    public static final LeaseTimes USUAL = new LeaseTimes(Duration.ofSeconds(10), Duration.ofSeconds(60));

    public LeaseTimes {
        if (heartbeat.isNegative() || heartbeat.isZero() || silence.compareTo(heartbeat) <= 0) {
            throw new IllegalArgumentException("silence " + silence + " must be longer than heartbeat " + heartbeat);
        }
    }
}
