package drolt.training;

import drolt.configuration.InvalidValueException;
import drolt.loss.LossConfig;
import drolt.loss.ViewRange;
import org.jspecify.annotations.Nullable;

/** Checks that several kinds of stage share. */
public final class StageChecks {
    private StageChecks() {}

    /** What gives a recipe images to measure every epoch on. */
    public static final String VALIDATION_MEND = "set dataset.validationShare, for example to 0.1";

    /** The loss must have the views of an image that it compares, and none that it would not look at. */
    static void views(LossConfig loss, int views) {
        ViewRange range = loss.needs().views();
        String given = views == 1 ? "null" : "a list of " + (views - 1);
        if (views < range.least()) {
            throw new InvalidValueException(
                    "views",
                    given,
                    "gives the loss too few views of an image, which needs " + range.least()
                            + ", the first included: write one {} for each more, as in views: [{}]");
        }
        if (views > range.most()) {
            throw new InvalidValueException(
                    "views",
                    given,
                    "gives the loss more views of an image than it looks at, which is " + range.most()
                            + "; write views: null, or take a loss that compares views, as supervised-contrastive does");
        }
    }

    /** A stage of this kind shows the loss each image once. */
    public static void oneView(LossConfig loss) {
        if (loss.experts() > 0) {
            throw new InvalidValueException("loss", "the loss", "teaches experts, which stages of kind train give");
        }
        int least = loss.needs().views().least();
        if (least > 1) {
            throw new InvalidValueException(
                    "loss", "the loss", "needs " + least + " views of an image, which stages of kind train give");
        }
    }

    public static void positive(String key, int value) {
        if (value < 1) {
            throw new InvalidValueException(key, value, "must be at least 1");
        }
    }

    /** A factor on the learning rate; null: none. */
    static void positiveScale(String key, @Nullable Double value) {
        if (value != null && !(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidValueException(key, value, "must be above 0 and finite, for example 0.1, or null");
        }
    }

    /** Refuses a loss that looks at held-out images where there are none. */
    public static void heldOut(LossConfig loss, boolean measured) {
        if (loss.needs().heldOut() && !measured) {
            throw new InvalidValueException(
                    "loss", "radius: cross-fitted", "needs images that are not trained on; " + VALIDATION_MEND);
        }
    }

    /** Rectangles of other images change what a loss compares, and a batch is not blended twice. */
    static void cutMix(LossConfig loss, @Nullable MixupConfig mixup, boolean views) {
        if (mixup != null && mixup.mixes()) {
            throw new InvalidValueException("cutMix", "{}", "cannot be used together with mixup; write mixup: null");
        }
        if (views ? !loss.judgesFirstViewApart() : loss.needs().learnsFromBatches()) {
            throw new InvalidValueException(
                    "cutMix",
                    "{}",
                    "cannot be used with this loss, which keeps or compares what it sees; take one of the logits, or"
                            + " balanced-contrastive with contrast: others");
        }
    }
}
