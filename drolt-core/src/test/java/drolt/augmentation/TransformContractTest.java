package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every transform owes its caller. */
class TransformContractTest {
    static Stream<TransformConfig> configurations() {
        return Stream.of(
                new RandomCropConfig(0),
                new RandomCropConfig(4),
                new RandomFlipConfig(0.5),
                new AutoAugmentConfig(AutoAugmentPolicy.CIFAR10),
                new AutoAugmentConfig(AutoAugmentPolicy.IMAGENET),
                new CutoutConfig(16),
                new CutoutConfig(3));
    }

    @Test
    void everyKindIsCovered() {
        assertThat(configurations().map(Object::getClass).distinct().map(Class.class::cast))
                .containsExactlyInAnyOrder(TransformConfig.class.getPermittedSubclasses());
    }

    @Test
    void recipesNameTheKindsLikeThis() {
        assertThat(Arrays.stream(TransformConfig.class.getPermittedSubclasses())
                        .map(kind -> kind.getAnnotation(JsonTypeName.class).value()))
                .containsExactly("random-crop", "random-flip", "auto-augment", "cutout");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void anySizeIsKeptAndOnlyTheGeneratorDecides(TransformConfig config) {
        int changed = 0;
        for (int round = 0; round < 400; round++) {
            ReseedableRandom sizes = new ReseedableRandom(11, round, 0);
            RgbImage original = Images.noise(1 + sizes.nextInt(40), 1 + sizes.nextInt(40), round);
            RgbImage image = Images.copy(original);
            RgbImage spare = Images.noise(1 + sizes.nextInt(50), 1 + sizes.nextInt(50), round + 1);
            RgbImage result = config.build().apply(image, spare, new ReseedableRandom(7, 0, round));

            assertThat(result)
                    .satisfiesAnyOf(
                            it -> assertThat(it).isSameAs(image),
                            it -> assertThat(it).isSameAs(spare));
            assertThat(result.height()).isEqualTo(original.height());
            assertThat(result.width()).isEqualTo(original.width());
            RgbImage again =
                    config.build().apply(Images.copy(original), new RgbImage(), new ReseedableRandom(7, 0, round));
            assertThat(Images.values(again)).isEqualTo(Images.values(result));
            changed += Arrays.equals(Images.values(result), Images.values(original)) ? 0 : 1;
        }
        boolean neverChanges = config.equals(new RandomCropConfig(0));
        assertThat(changed > 100).isNotEqualTo(neverChanges);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertRefused(() -> new RandomCropConfig(-1), "padding");
        assertRefused(() -> new RandomFlipConfig(1.01), "probability");
        assertRefused(() -> new RandomFlipConfig(Double.NaN), "probability");
        assertRefused(() -> new CutoutConfig(0), "size");
    }

    private static void assertRefused(ThrowingCallable construction, String key) {
        assertThatThrownBy(construction)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
