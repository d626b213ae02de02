package drolt.loss.contrastive;

import drolt.loss.LossInput;
import drolt.loss.WorkingPrecision;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Which views of an image are compared. Cross-entropy beside the comparison always takes the first. */
public enum ContrastedViews {
    ALL(0),
    /** All but the first, which may then be augmented in a way that suits cross-entropy. */
    OTHERS(1);

    private final int first;

    ContrastedViews(int first) {
        this.first = first;
    }

    /** Views that an image must have so that this many are compared. */
    int of(int compared) {
        return first + compared;
    }

    /**
     * Features of the views, one after the other.
     *
     * @return float [views B, D]
     */
    Tensor features(LossInput input) {
        List<Tensor> views = new ArrayList<>(List.of(input.features()));
        input.otherViews().forEach(view -> views.add(view.features()));
        Tensor[] compared = views.stream().skip(first).map(WorkingPrecision::of).toArray(Tensor[]::new);
        if (compared.length == 0) {
            throw new IllegalArgumentException("no view to compare: there is only the first");
        }
        return compared.length == 1 ? compared[0] : torch.cat(new TensorVector(compared), 0);
    }

    /** Labels of the same rows: int64 [views B]. */
    Tensor labels(LossInput input) {
        return input.labels().repeat(count(input));
    }

    /** How many views are compared. */
    int count(LossInput input) {
        return 1 + input.otherViews().size() - first;
    }
}
