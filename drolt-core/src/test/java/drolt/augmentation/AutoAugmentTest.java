package drolt.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.data.RgbImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AutoAugmentTest {
    /** The published table: five columns, read row by row. */
    private static final String CIFAR10 = """
            .1 invert 7, .2 contrast 6 | .7 rotate 2, .3 translateX 9 | .8 sharpness 1, .9 sharpness 3 | .5 shearY 8, .7 translateY 9 | .5 autocontrast 8, .9 equalize 2 |
            .2 shearY 7, .3 posterize 7 | .4 color 3, .6 brightness 7 | .3 sharpness 9, .7 brightness 9 | .6 equalize 5, .5 equalize 1 | .6 contrast 7, .6 sharpness 5 |
            .7 color 7, .5 translateX 8 | .3 equalize 7, .4 autocontrast 8 | .4 translateY 3, .2 sharpness 6 | .9 brightness 6, .2 color 8 | .5 solarize 2, .0 invert 3 |
            .2 equalize 0, .6 autocontrast 0 | .2 equalize 8, .6 equalize 4 | .9 color 9, .6 equalize 6 | .8 autocontrast 4, .2 solarize 8 | .1 brightness 3, .7 color 0 |
            .4 solarize 5, .9 autocontrast 3 | .9 translateY 9, .7 translateY 9 | .9 autocontrast 2, .8 solarize 3 | .8 equalize 8, .1 invert 3 | .7 translateY 9, .9 autocontrast 1
            """;

    private static final String IMAGENET = """
            .4 posterize 8, .6 rotate 9 | .6 solarize 5, .6 autocontrast 5 | .8 equalize 8, .6 equalize 3 | .6 posterize 7, .6 posterize 6 |
            .4 equalize 7, .2 solarize 4 | .4 equalize 4, .8 rotate 8 | .6 solarize 3, .6 equalize 7 | .8 posterize 5, 1 equalize 2 |
            .2 rotate 3, .6 solarize 8 | .6 equalize 8, .4 posterize 6 | .8 rotate 8, .4 color 0 | .4 rotate 9, .6 equalize 2 |
            0 equalize 7, .8 equalize 8 | .6 invert 4, 1 equalize 8 | .6 color 4, 1 contrast 8 | .8 rotate 8, 1 color 2 |
            .8 color 8, .8 solarize 7 | .4 sharpness 7, .6 invert 8 | .6 shearX 5, 1 equalize 9 | .4 color 0, .6 equalize 3 |
            .4 equalize 7, .2 solarize 4 | .6 solarize 5, .6 autocontrast 5 | .6 invert 4, 1 equalize 8 | .6 color 4, 1 contrast 8 |
            .8 equalize 8, .6 equalize 3
            """;

    @Test
    void thePoliciesAreThePublishedTables() {
        assertThat(AutoAugmentPolicy.CIFAR10.pairs()).isEqualTo(parse(CIFAR10)).hasSize(25);
        assertThat(AutoAugmentPolicy.IMAGENET.pairs())
                .isEqualTo(parse(IMAGENET))
                .hasSize(25);
    }

    @Test
    void bothOperationsOfThePairHappenInOrder() { // pair 2: .7 rotate 2, .3 translateX 9 to the left or right
        ScriptedRandom random = new ScriptedRandom(1, 0.69, 0, 0.29, 1);
        RgbImage image = Images.noise(8, 12, 1);
        RgbImage rotated = Operation.ROTATE.at(2).get(0).apply(Images.copy(image), new RgbImage(), new Workspace());
        RgbImage expected = Operation.TRANSLATE_X.at(9).get(1).apply(rotated, new RgbImage(), new Workspace());

        assertThat(Images.values(augment(image, random))).isEqualTo(Images.values(expected));
        assertThat(random.isUsedUp()).isTrue();
    }

    @Test
    void eachOperationHappensOnItsOwn() {
        ScriptedRandom random = new ScriptedRandom(1, 0.7, 0.29, 0); // probability .7 means draws below .7
        RgbImage image = Images.noise(8, 12, 1);
        RgbImage expected =
                Operation.TRANSLATE_X.at(9).get(0).apply(Images.copy(image), new RgbImage(), new Workspace());
        assertThat(Images.values(augment(Images.copy(image), random))).isEqualTo(Images.values(expected));

        ScriptedRandom neither = new ScriptedRandom(1, 0.7, 0.3);
        assertThat(Images.values(augment(Images.copy(image), neither))).isEqualTo(Images.values(image));
    }

    private static RgbImage augment(RgbImage image, ScriptedRandom random) {
        return new AutoAugmentConfig(AutoAugmentPolicy.CIFAR10).build().apply(image, new RgbImage(), random);
    }

    private static List<OperationPair> parse(String table) {
        return Arrays.stream(table.split("\\|", -1))
                .map(pair -> pair.strip().split(", ", -1))
                .map(pair -> new OperationPair(parseOperation(pair[0]), parseOperation(pair[1])))
                .collect(Collectors.toList());
    }

    private static RandomOperation parseOperation(String text) {
        String[] words = text.split(" ", -1);
        String name = words[1].replaceAll("([XY])$", "_$1").replace("autocontrast", "auto_contrast");
        return new RandomOperation(
                Double.parseDouble(words[0]),
                Operation.valueOf(name.toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[2]));
    }
}
