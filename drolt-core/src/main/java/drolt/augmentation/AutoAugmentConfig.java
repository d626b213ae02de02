package drolt.augmentation;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;

/**
 * One of 25 pairs of operations, chosen uniformly for every image; each of the two happens with its own probability.
 *
 * <p>Source: Cubuk et al., AutoAugment: Learning Augmentation Policies from Data; operations as DRO-LT's released program
 * performs them with Pillow.
 *
 * @param policy the pairs, learned on a data set
 */
@JsonTypeName("auto-augment")
public record AutoAugmentConfig(AutoAugmentPolicy policy) implements TransformConfig {
    public AutoAugmentConfig {
        Objects.requireNonNull(policy, "policy");
    }

    @Override
    public Transform build() {
        return new AutoAugment(policy.pairs());
    }
}
