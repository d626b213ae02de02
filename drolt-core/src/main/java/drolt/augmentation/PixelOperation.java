package drolt.augmentation;

import drolt.data.RgbImage;

/** A deterministic change of an image; its magnitude and sign are part of it. Immutable. */
interface PixelOperation {
    /** Grey that enters, in every channel, where an image is moved away. */
    byte FILL = (byte) 128;

    /**
     * Changes an image.
     *
     * @param image the image; may be changed and returned
     * @param spare memory to write to; may be resized, changed and returned
     * @param workspace memory for tables
     * @return whichever of the two images holds the result
     */
    RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace);
}
