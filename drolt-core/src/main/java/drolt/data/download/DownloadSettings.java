package drolt.data.download;

import java.time.Duration;

/**
 * How patient a download is, and how much it may unpack.
 *
 * @param stallTimeout time without an answer, or without a byte of it, after which an attempt is given up
 * @param attempts attempts in a row that bring nothing new before the download is given up, at least 1
 * @param firstBackoff wait before the second attempt; doubles with each further one, up to a minute
 * @param maxUnpackedBytes an archive that unpacks to more than this is refused
 */
public record DownloadSettings(Duration stallTimeout, int attempts, Duration firstBackoff, long maxUnpackedBytes) {
    public DownloadSettings {
        if (stallTimeout.isNegative() || stallTimeout.isZero() || firstBackoff.isNegative()) {
            throw new IllegalArgumentException("stall timeout " + stallTimeout + ", first backoff " + firstBackoff);
        }
        if (attempts < 1 || maxUnpackedBytes < 1) {
            throw new IllegalArgumentException(attempts + " attempts, " + maxUnpackedBytes + " bytes to unpack");
        }
    }

    /** For a person at a terminal: 30 s, five attempts from 1 s apart, 2 GiB. */
    public static DownloadSettings standard() {
        return new DownloadSettings(Duration.ofSeconds(30), 5, Duration.ofSeconds(1), 2L << 30);
    }
}
