package drolt.augmentation;

import drolt.data.RgbImage;

/** Stretches each channel to the whole range 0..255; a channel of one value stays as it is. */
record AutoContrast() implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        for (int channel = 0; channel < 3; channel++) {
            stretch(image, channel, workspace);
        }
        return image;
    }

    private static void stretch(RgbImage image, int channel, Workspace workspace) {
        byte[] pixels = image.pixels();
        int length = image.length();
        int least = 255;
        int greatest = 0;
        for (int at = channel; at < length; at += 3) {
            int value = pixels[at] & 0xff;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        if (least < greatest) {
            double scale = 255.0 / (greatest - least);
            double offset = -least * scale;
            for (int value = least; value <= greatest; value++) {
                workspace.table[value] = (byte) Math.max(0, Math.min(255, (int) (value * scale + offset)));
            }
            workspace.lookUp(image, channel);
        }
    }
}
