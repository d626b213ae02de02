package drolt.data.decoding;

import drolt.data.ImageSize;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file shows without its pixels being decoded.
 *
 * @param hash SHA-256 (hex) of the file's bytes; null: they cannot be read
 * @param size of the upright image as it is decoded; null: there is a fault
 * @param fault the file and what is wrong with it, in one line; null: nothing that shows
 */
public record ImageLook(
        @Nullable String hash,
        @Nullable ImageSize size,
        @Nullable String fault) {
    /** The fault, if there is one. */
    public Optional<String> anyFault() {
        return Optional.ofNullable(fault);
    }
}
