package drolt.loss;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The weighted sum of losses, sum_i w_i L_i. It reports the parts of all of them, each after its term's place:
 * {@code terms.0.crossEntropy}.
 */
final class SumLoss extends CompositeLoss {
    private final double[] weights;

    SumLoss(double[] weights, List<Loss> terms) {
        super(IntStream.range(0, terms.size())
                .mapToObj(i -> new Member("terms." + i, terms.get(i)))
                .toList());
        this.weights = weights.clone();
    }

    @Override
    List<Loss> active() {
        return members().stream().map(Member::loss).toList();
    }

    @Override
    public LossValue value(LossInput input) {
        List<LossValue.Part> parts = new ArrayList<>();
        List<Tensor> weighted = new ArrayList<>();
        for (Member member : members()) {
            LossValue value = member.loss().value(input);
            weighted.add(value.total().mul(new Scalar(weights[weighted.size()])));
            value.parts()
                    .forEach(
                            part -> parts.add(new LossValue.Part(member.prefix().text() + part.name(), part.value())));
        }
        Tensor total = weighted.stream().reduce(Tensor::add).orElseThrow();
        return new LossValue(total, List.copyOf(parts));
    }
}
