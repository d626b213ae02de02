package drolt.model;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * A {@link CifarResNet}.
 *
 * @param depth 6n + 2
 * @param width channels of the first stage; a quarter of the number of features
 */
@JsonTypeName("cifar-resnet")
public record CifarResNetConfig(
        int depth, int width, ClassifierConfig classifier, PrecisionChoice precision, LayoutChoice layout)
        implements ModelConfig {
    public CifarResNetConfig {
        if (depth < 8 || depth > 1202 || (depth - 2) % 6 != 0) {
            throw new InvalidValueException("depth", depth, "must be 6n + 2, for example 20, 32, 44, 56 or 110");
        }
        if (width < 1 || width > 1024) {
            throw new InvalidValueException("width", width, "must lie in 1..1024, for example 16");
        }
    }

    @Override
    public long multiplyAdds(int height, int width) {
        return CifarResNet.multiplyAdds(depth, this.width, height, width);
    }

    @Override
    public MapShape lastMap(int height, int width) {
        return CifarResNet.lastMap(this.width, height, width);
    }

    @Override
    public CifarResNetConfig withClassifier(ClassifierConfig other) {
        return new CifarResNetConfig(depth, width, other, precision, layout);
    }

    @Override
    public Network build(int classCount, long seed) {
        CifarResNet backbone = new CifarResNet(depth, width, seed);
        return new Network(backbone, classifier.build(backbone.dimension(), classCount, seed));
    }
}
