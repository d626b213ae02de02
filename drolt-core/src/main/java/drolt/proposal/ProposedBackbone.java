package drolt.proposal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The backbones that a proposal chooses from, the cheapest first. */
public enum ProposedBackbone {
    /** 0.27 million parameters, for small images. */
    CIFAR_RESNET_20(20, true),
    /** 0.46 million parameters: the paper's. */
    CIFAR_RESNET_32(32, true),
    /** 4.9 million parameters. */
    RESNET_10(10, false),
    /** 11.2 million parameters. */
    RESNET_18(18, false),
    /** 21.3 million parameters. */
    RESNET_34(34, false),
    /** 23.5 million parameters. */
    RESNET_50(50, false);

    /** Up to here the first convolution of a ResNet keeps every pixel. */
    private static final int LARGEST_OF_SMALL_STEM = 64;

    private final int depth;
    private final boolean small;

    ProposedBackbone(int depth, boolean small) {
        this.depth = depth;
        this.small = small;
    }

    /** The name as a user writes it: {@code resnet-18}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether torchvision publishes weights of its shape. */
    boolean takesWeights() {
        return !small && depth != 10;
    }

    /** The value of a recipe's key {@code model}, in YAML. */
    String yaml(int side, @Nullable String weights) {
        if (small) {
            return "{kind: cifar-resnet, depth: " + depth + "}";
        }
        return "{kind: resnet, depth: " + depth + (hasSmallStem(side, weights) ? ", stem: small" : "")
                + (weights == null ? "" : ", pretrained: " + YamlText.quoted(weights)) + "}";
    }

    /** Published weights belong to the large stem. */
    private static boolean hasSmallStem(int side, @Nullable String weights) {
        return weights == null && side <= LARGEST_OF_SMALL_STEM;
    }
}
