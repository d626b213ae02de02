package drolt.data;

import java.nio.file.Path;

/**
 * Something in a folder of images that is not used, and why.
 *
 * @param what in words that follow a number: "no images", "HEIC images, which are not read"
 */
public record LeftOut(Path path, String what) {
    /** What is hidden, or has another ending than an image's. */
    public static final String NO_IMAGE = "hidden or no image";
}
