package drolt.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What the bytes of a file must hash to.
 *
 * @param algorithm how they are hashed
 * @param hex the hash, in hex; held in lower case
 */
public record Checksum(Algorithm algorithm, String hex) {
    /** Ways to hash. */
    public enum Algorithm {
        /** Finds damage, not malice; for archives whose authors published nothing better. */
        MD5("MD5"),
        SHA_256("SHA-256");

        private final String standardName;

        Algorithm(String standardName) {
            this.standardName = standardName;
        }

        /** The name that standards use, such as SHA-256. */
        public String standardName() {
            return standardName;
        }

        MessageDigest digest() {
            try {
                return MessageDigest.getInstance(standardName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + standardName, e);
            }
        }
    }

    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
        int length = algorithm.digest().getDigestLength() * 2;
        if (!hex.matches("[0-9a-f]{" + length + "}")) {
            throw new IllegalArgumentException(
                    "'" + hex + "' is no " + algorithm.standardName() + ", must be " + length + " hex digits");
        }
    }

    /** Hashes a file. */
    static Checksum of(Algorithm algorithm, Path file) throws IOException {
        MessageDigest digest = algorithm.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public String toString() {
        return algorithm.standardName() + " " + hex;
    }
}
