package drolt.augmentation;

import drolt.data.RgbImage;

/**
 * Turns the hue, in the HSV form with a byte for each part, as Pillow has it: the circle has 256 steps, of which the hues
 * of pixels take 0 to 255.
 *
 * @param steps added to the hue, which wraps at 256
 */
record Hue(int steps) implements PixelOperation {
    /** A turn by a share of the circle, -0.5 to 0.5, cut to whole steps. */
    static Hue of(double share) {
        return new Hue((int) (share * 255));
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        byte[] pixels = image.pixels();
        int length = image.length();
        for (int at = 0; at < length; at += 3) {
            turn(pixels, at);
        }
        return image;
    }

    private void turn(byte[] pixels, int at) {
        int red = pixels[at] & 0xff;
        int green = pixels[at + 1] & 0xff;
        int blue = pixels[at + 2] & 0xff;
        int most = Math.max(red, Math.max(green, blue));
        int least = Math.min(red, Math.min(green, blue));
        if (most == least) {
            return; // grey has no hue
        }
        float range = most - least;
        int saturation = (int) (range / most * 255f);
        int hue = (hue(red, green, blue, most, range) + steps) & 0xff;
        paint(pixels, at, hue, saturation, most);
    }

    private static int hue(int red, int green, int blue, int most, float range) {
        float fromRed = (most - red) / range;
        float fromGreen = (most - green) / range;
        float fromBlue = (most - blue) / range;
        float sixth;
        if (red == most) {
            sixth = fromBlue - fromGreen;
        } else if (green == most) {
            sixth = (float) (2.0 + fromRed - fromBlue);
        } else {
            sixth = (float) (4.0 + fromGreen - fromRed);
        }
        float share = (float) ((sixth / 6.0 + 1.0) % 1.0);
        return (int) (share * 255.0);
    }

    private static void paint(byte[] pixels, int at, int hue, int saturation, int value) {
        if (saturation == 0) {
            set(pixels, at, value, value, value);
            return;
        }
        float sixth = (float) (hue * 6.0 / 255.0);
        int side = (int) sixth;
        float along = sixth - side;
        float share = (float) (saturation / 255.0);
        int low = rounded(value * (1.0 - share));
        int falling = rounded(value * (1.0 - share * along));
        int rising = rounded(value * (1.0 - share * (1.0 - along)));
        switch (side % 6) {
            case 0 -> set(pixels, at, value, rising, low);
            case 1 -> set(pixels, at, falling, value, low);
            case 2 -> set(pixels, at, low, value, rising);
            case 3 -> set(pixels, at, low, falling, value);
            case 4 -> set(pixels, at, rising, low, value);
            default -> set(pixels, at, value, low, falling);
        }
    }

    /** Half up; never negative. */
    private static int rounded(double value) {
        return Math.min(255, (int) (value + 0.5));
    }

    private static void set(byte[] pixels, int at, int red, int green, int blue) {
        pixels[at] = (byte) red;
        pixels[at + 1] = (byte) green;
        pixels[at + 2] = (byte) blue;
    }
}
