package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ResNet}.
 *
 * @param depth 10, 18, 34, 50, 101 or 152
 * @param width channels of the first stage; the published networks have 64
 * @param groups of the 3x3 convolutions, from depth 50 on; null: one
 * @param widthPerGroup channels of a group in the first stage, given where groups is; null: 64
 * @param pretrained a file of weights under torchvision's names that the backbone starts from; null: fresh values
 */
@JsonTypeName("resnet")
public record ResNetConfig(
        int depth,
        int width,
        @Nullable Integer groups,
        @Nullable Integer widthPerGroup,
        ResNetStem stem,
        ClassifierConfig classifier,
        PrecisionChoice precision,
        LayoutChoice layout,
        @Nullable String pretrained)
        implements ModelConfig {
    private static final int PLAIN_GROUPS = 1;
    private static final int PLAIN_WIDTH = 64;

    public ResNetConfig {
        if (!ResNet.hasDepth(depth)) {
            throw new InvalidValueException("depth", depth, "must be 10, 18, 34, 50, 101 or 152");
        }
        if (width < 1 || width > 256) {
            throw new InvalidValueException("width", width, "must lie in 1..256, for example 64");
        }
        if (pretrained != null && pretrained.isBlank()) {
            throw new InvalidValueException("pretrained", "'" + pretrained + "'", "must be a path, or null");
        }
        if (groups != null) {
            requireGroups(depth, width, groups, widthPerGroup);
        } else if (widthPerGroup != null) {
            throw new InvalidValueException(
                    "widthPerGroup", widthPerGroup, "needs groups beside it, for example groups: 32");
        }
    }

    private static void requireGroups(int depth, int width, int groups, @Nullable Integer widthPerGroup) {
        if (!ResNet.hasBottlenecks(depth)) {
            throw new InvalidValueException("groups", groups, "needs a depth of 50, 101 or 152");
        }
        if (groups < 1 || groups > 128) {
            throw new InvalidValueException("groups", groups, "must lie in 1..128, for example 32");
        }
        if (widthPerGroup == null) {
            throw new InvalidValueException("groups", groups, "needs widthPerGroup beside it, for example 4");
        }
        if (widthPerGroup < 1 || widthPerGroup > 512) {
            throw new InvalidValueException("widthPerGroup", widthPerGroup, "must lie in 1..512, for example 4");
        }
        if (width * widthPerGroup < PLAIN_WIDTH) {
            throw new InvalidValueException(
                    "widthPerGroup",
                    widthPerGroup,
                    "leaves a group of width " + width + " no channel: their product must be at least 64");
        }
    }

    private int groupsOrOne() {
        return groups == null ? PLAIN_GROUPS : groups;
    }

    private int widthOfGroups() {
        return widthPerGroup == null ? PLAIN_WIDTH : widthPerGroup;
    }

    @Override
    public long multiplyAdds(int height, int width) {
        return ResNet.multiplyAdds(depth, this.width, groupsOrOne(), widthOfGroups(), stem, height, width);
    }

    @Override
    public MapShape lastMap(int height, int width) {
        return ResNet.lastMap(depth, this.width, groupsOrOne(), widthOfGroups(), stem, height, width);
    }

    @Override
    public ResNetConfig withClassifier(ClassifierConfig other) {
        return new ResNetConfig(depth, width, groups, widthPerGroup, stem, other, precision, layout, pretrained);
    }

    @Override
    public Network build(int classCount, long seed) {
        ResNet backbone = new ResNet(depth, width, groupsOrOne(), widthOfGroups(), stem, seed);
        return new Network(backbone, classifier.build(backbone.dimension(), classCount, seed));
    }
}
