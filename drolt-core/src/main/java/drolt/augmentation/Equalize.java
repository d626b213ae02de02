package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.Arrays;

/** Flattens the histogram of each channel; a channel of one value, or too few pixels, stays as it is. */
record Equalize() implements PixelOperation {
    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, Workspace workspace) {
        for (int channel = 0; channel < 3; channel++) {
            flatten(image, channel, workspace);
        }
        return image;
    }

    private static void flatten(RgbImage image, int channel, Workspace workspace) {
        int[] histogram = workspace.histogram;
        Arrays.fill(histogram, 0);
        byte[] pixels = image.pixels();
        int length = image.length();
        int greatest = 0;
        for (int at = channel; at < length; at += 3) {
            int value = pixels[at] & 0xff;
            histogram[value]++;
            greatest = Math.max(greatest, value);
        }
        int step = (length / 3 - histogram[greatest]) / 255; // 0 also where there is one value only
        if (step > 0) {
            int before = step / 2;
            for (int value = 0; value < 256; value++) {
                workspace.table[value] = (byte) Math.min(255, before / step);
                before += histogram[value];
            }
            workspace.lookUp(image, channel);
        }
    }
}
