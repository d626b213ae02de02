package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;
import drolt.data.ImageSize;
import drolt.data.RgbImage;
import drolt.sampling.ReseedableRandom;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every transform owes its caller. */
class TransformContractTest {
    static Stream<TransformConfig> configurations() {
        return Stream.of(
                new RandomCrop(0),
                new RandomCrop(4),
                new RandomFlip(0.5),
                new AutoAugmentConfig(AutoAugmentPolicy.CIFAR10),
                new AutoAugmentConfig(AutoAugmentPolicy.IMAGENET),
                new Cutout(16),
                new Cutout(3),
                new RandomResizedCropConfig(9, List.of(0.08, 1.0), List.of(0.75, 4.0 / 3)),
                new RandomResizedCropConfig(24, List.of(1.0, 1.0), List.of(1.0, 1.0)),
                new ColorJitterConfig(0.4, 0.4, 0.4, 0.1, 0.8),
                new RandomGrayscale(0.5),
                new GaussianBlurConfig(List.of(0.1, 2.0), 0.5),
                new ResizeConfig(17),
                new CenterCrop(12));
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
                .containsExactly(
                        "random-crop",
                        "random-flip",
                        "auto-augment",
                        "cutout",
                        "random-resized-crop",
                        "color-jitter",
                        "random-grayscale",
                        "gaussian-blur",
                        "resize",
                        "center-crop");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void anySizeIsTakenAndOnlyTheGeneratorDecides(TransformConfig config) {
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
            assertThat(List.of(result.height(), result.width())).isEqualTo(sizeAfter(config, original));
            assertThat(config.shown(new ImageSize(original.height(), original.width())))
                    .isEqualTo(new ImageSize(result.height(), result.width()));
            RgbImage again =
                    config.build().apply(Images.copy(original), new RgbImage(), new ReseedableRandom(7, 0, round));
            assertThat(Images.values(again)).isEqualTo(Images.values(result));
            changed += Arrays.equals(Images.values(result), Images.values(original)) ? 0 : 1;
        }
        boolean neverChanges = config.equals(new RandomCrop(0));
        assertThat(changed > 100).isNotEqualTo(neverChanges);
    }

    private static List<Integer> sizeAfter(TransformConfig config, RgbImage image) {
        if (config instanceof RandomResizedCropConfig crop) {
            return List.of(crop.size(), crop.size());
        }
        if (config instanceof CenterCrop crop) {
            return List.of(crop.size(), crop.size());
        }
        if (config instanceof ResizeConfig resize) {
            int shorter = Math.min(image.height(), image.width());
            return List.of(resize.size() * image.height() / shorter, resize.size() * image.width() / shorter);
        }
        return List.of(image.height(), image.width());
    }

    /** A transform that claims not to be random gets a generator that allows no draw. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void whoeverIsNotRandomDrawsNothing(TransformConfig config) {
        RgbImage image = Images.noise(20, 30, 1);
        if (config.isRandom()) {
            assertThatThrownBy(() -> config.build().apply(image, new RgbImage(), new ScriptedRandom()))
                    .isInstanceOf(NoSuchElementException.class);
        } else {
            config.build().apply(image, new RgbImage(), new ScriptedRandom());
        }
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        List<Double> ratio = List.of(0.75, 4.0 / 3);
        assertRefused(() -> new RandomResizedCropConfig(0, List.of(0.1, 1.0), ratio), "size");
        assertRefused(() -> new RandomResizedCropConfig(8, List.of(0.0, 1.0), ratio), "scale");
        assertRefused(() -> new RandomResizedCropConfig(8, List.of(0.5, 0.4), ratio), "scale");
        assertRefused(() -> new RandomResizedCropConfig(8, List.of(0.5, 1.1), ratio), "scale");
        assertRefused(() -> new RandomResizedCropConfig(8, List.of(0.5), ratio), "scale");
        assertRefused(() -> new RandomResizedCropConfig(8, List.of(Double.NaN, 1.0), ratio), "scale");
        assertRefused(() -> new RandomResizedCropConfig(8, List.of(0.5, 1.0), List.of(0.0, 1.0)), "ratio");
        assertRefused(() -> new RandomResizedCropConfig(8, List.of(0.5, 1.0), List.of(2.0, 1.0)), "ratio");
        assertRefused(() -> new ColorJitterConfig(-0.1, 0, 0, 0, 1), "brightness");
        assertRefused(() -> new ColorJitterConfig(0, Double.NaN, 0, 0, 1), "contrast");
        assertRefused(() -> new ColorJitterConfig(0, 0, 11, 0, 1), "saturation");
        assertRefused(() -> new ColorJitterConfig(0, 0, 0, 0.51, 1), "hue");
        assertRefused(() -> new ColorJitterConfig(0, 0, 0, 0, 1.1), "probability");
        assertRefused(() -> new RandomGrayscale(-0.1), "probability");
        assertRefused(() -> new GaussianBlurConfig(List.of(0.0, 1.0), 0.5), "sigma");
        assertRefused(() -> new GaussianBlurConfig(List.of(2.0, 1.0), 0.5), "sigma");
        assertRefused(() -> new GaussianBlurConfig(List.of(1.0), 0.5), "sigma");
        assertRefused(() -> new GaussianBlurConfig(List.of(0.1, Double.NaN), 0.5), "sigma");
        assertRefused(() -> new GaussianBlurConfig(List.of(0.1, 2.0), Double.NaN), "probability");
        assertRefused(() -> new ResizeConfig(10_001), "size");
        assertRefused(() -> new CenterCrop(0), "size");
        assertRefused(() -> new RandomCrop(-1), "padding");
        assertRefused(() -> new RandomFlip(1.01), "probability");
        assertRefused(() -> new RandomFlip(Double.NaN), "probability");
        assertRefused(() -> new Cutout(0), "size");
    }

    private static void assertRefused(ThrowingCallable construction, String key) {
        assertThatThrownBy(construction)
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refusal -> assertThat(refusal.key()).isEqualTo(key));
    }
}
