package drolt.training;

import drolt.loss.Loss;
import drolt.loss.LossInput;
import drolt.loss.LossValue;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One batch through the network, and the labels that it is held against.
 *
 * @param own the pass under the labels of the batch's images
 * @param ownShare of these in the loss, lambda; 1 where nothing was mixed
 * @param others the same pass under the labels of the images that were mixed in; null where nothing was
 * @param size number of images that the step learns from
 */
public record StepInput(
        LossInput own, double ownShare, @Nullable LossInput others, int size) {
    /** A batch of images as they are. */
    public static StepInput of(LossInput input) {
        return new StepInput(input, 1, null, input.size());
    }

    /** {@code lambda L(y) + (1 - lambda) L(y')}; the loss itself where nothing was mixed. Its parts alike. */
    public LossValue value(Loss loss) {
        LossValue first = loss.value(own);
        if (others == null) {
            return first;
        }
        LossValue second = loss.value(others);
        List<LossValue.Part> parts = new ArrayList<>();
        for (int i = 0; i < first.parts().size(); i++) {
            LossValue.Part part = first.parts().get(i);
            parts.add(new LossValue.Part(
                    part.name(), mean(part.value(), second.parts().get(i).value())));
        }
        return new LossValue(mean(first.total(), second.total()), List.copyOf(parts));
    }

    private Tensor mean(Tensor ofOwn, Tensor ofOthers) {
        return ofOwn.mul(new Scalar(ownShare)).add(ofOthers.mul(new Scalar(1 - ownShare)));
    }
}
