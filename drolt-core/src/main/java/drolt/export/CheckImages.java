package drolt.export;

import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.experiment.StoredModel;
import java.util.Optional;
import java.util.Random;

/**
 * Images that an exported file is tried on, as it takes them.
 *
 * @param values [size, 3, height, width], each from 0 to 1
 * @param size how many
 * @param ofRun whether they are the run's test images
 */
record CheckImages(float[] values, int size, boolean ofRun) {
    private static final int MOST = 256;
    private static final int RANDOM = 32;
    private static final int CHANNELS = 3;
    private static final float LARGEST = 255;

    /** Evenly spread ones of the test set, or random ones where there is none. */
    static CheckImages of(StoredModel model, Optional<ImageDataset> test) {
        int height = model.card().height();
        int width = model.card().width();
        int size = test.map(images -> Math.min(images.size(), MOST)).orElse(RANDOM);
        float[] values = new float[Math.multiplyExact(size, CHANNELS * height * width)];
        Random random = new Random(1);
        for (int i = 0; i < size; i++) {
            int at = i;
            RgbImage shown = test.map(images -> {
                        int index = (int) ((long) at * images.size() / size);
                        RgbImage image = new RgbImage();
                        images.read(index, image);
                        return model.show(image, "test image " + index);
                    })
                    .orElseGet(() -> {
                        RgbImage image = new RgbImage(height, width);
                        random.nextBytes(image.pixels());
                        return image;
                    });
            fill(values, i, shown);
        }
        return new CheckImages(values, size, test.isPresent());
    }

    private static void fill(float[] values, int position, RgbImage image) {
        int pixels = image.height() * image.width();
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                values[(position * CHANNELS + channel) * pixels + pixel] =
                        (image.pixels()[pixel * CHANNELS + channel] & 0xFF) / LARGEST;
            }
        }
    }
}
