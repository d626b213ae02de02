package drolt.inference;

import drolt.augmentation.CenterFit;
import drolt.augmentation.Transform;
import drolt.configuration.ConfigException;
import drolt.data.PixelStatistics;
import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import java.util.ArrayList;
import java.util.List;

/** What an image must become before a network sees it: what those were that the network was measured on. Immutable. */
public final class ImageInput {
    private static final int CHANNELS = 3;

    private final List<Transform> steps;
    private final boolean viewed;
    private final int height;
    private final int width;
    private final PixelStatistics statistics;

    /**
     * @param view transforms that show an image, in this order; none draws random numbers
     * @param height of an image so shown, in pixels
     * @param width of it
     * @param statistics what normalises its pixels
     * @param otherSizes what happens to an image that the view leaves in another size
     */
    public ImageInput(List<Transform> view, int height, int width, PixelStatistics statistics, OtherSizes otherSizes) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("images of " + height + " x " + width + " pixels");
        }
        steps = new ArrayList<>(view);
        if (otherSizes == OtherSizes.RESIZED) {
            steps.add(new CenterFit(height, width));
        }
        viewed = !view.isEmpty();
        this.height = height;
        this.width = width;
        this.statistics = statistics;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    PixelStatistics statistics() {
        return statistics;
    }

    /** Bytes of an image in this form. */
    int bytes() {
        return Math.multiplyExact(Math.multiplyExact(height, width), CHANNELS);
    }

    /**
     * Brings an image into this form. Safe for use from several threads.
     *
     * @param image is changed
     * @param name what messages call it
     * @return of the height and width; {@code image} itself or another one
     * @throws ConfigException if it has another size, and such are refused
     */
    public RgbImage show(RgbImage image, String name) {
        ReseedableRandom undrawn = new ReseedableRandom(0, 0, 0);
        RgbImage shown = image;
        RgbImage spare = new RgbImage();
        for (Transform step : steps) {
            RgbImage result = step.apply(shown, spare, undrawn);
            if (result == spare) {
                spare = shown;
                shown = result;
            }
        }
        if (shown.height() != height || shown.width() != width) {
            throw new ConfigException(name + ": has " + shown.width() + " x " + shown.height()
                    + " pixels, width by height," + (viewed ? " behind the run's testView" : "")
                    + " and the model takes "
                    + width + " x " + height + "; bring it to that size, or let --resize do so");
        }
        return shown;
    }
}
