package drolt.recipe;

import drolt.configuration.ConfigSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The recipes that come with the program. */
public enum ShippedRecipe {
    QUICKSTART("quickstart", "generated images, five rows, a few minutes on two cores; what a bare train runs"),
    CIFAR100_LT("cifar100-lt", "long-tailed CIFAR-100, the paper's form: Eq. 18, learned radius, cRT"),
    CIFAR10_LT("cifar10-lt", "the same on long-tailed CIFAR-10"),
    CIFAR100_LT_SENSITIVITY("cifar100-lt-sensitivity", "cifar100-lt for each eps and lambda of the paper's grid"),
    QUICKSTART_SENSITIVITY("quickstart-sensitivity", "some of these values on generated images, in a minute or two"),
    CIFAR100_LT_RELEASED("cifar100-lt-released", "as the authors' released program, which selects on the test set"),
    CIFAR10_LT_RELEASED("cifar10-lt-released", "the same on long-tailed CIFAR-10"),
    IMAGENET_LT("imagenet-lt", "ImageNet-LT from its official lists, ResNet-50; the images are yours"),
    IMAGENET_LT_RESNET10("imagenet-lt-resnet10", "the same with ResNet-10"),
    IMAGENET_LT_RESNEXT50("imagenet-lt-resnext50", "the same with ResNeXt-50"),
    PLACES_LT("places-lt", "Places-LT from its official lists, ResNet-152 from ImageNet's weights; both are yours"),
    INATURALIST18("inaturalist18", "iNaturalist 2018 from its official lists, ResNet-50; the images are yours");

    private final String recipeName;
    private final String summary;

    ShippedRecipe(String recipeName, String summary) {
        this.recipeName = recipeName;
        this.summary = summary;
    }

    /** The name that commands take. */
    public String recipeName() {
        return recipeName;
    }

    /** One line on what it does. */
    public String summary() {
        return summary;
    }

    /** Its YAML, with comments. */
    public String text() {
        return resource("recipes/" + recipeName + ".yaml");
    }

    /** The commented reference of all keys and their defaults. */
    public static String reference() {
        return resource("reference.yaml");
    }

    /** The recipe of this name. */
    public static Optional<ShippedRecipe> find(String name) {
        return Arrays.stream(values())
                .filter(recipe -> recipe.recipeName.equals(name))
                .findFirst();
    }

    /** Names of all, in the order in which they are listed. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ShippedRecipe::recipeName).toList();
    }

    private static String resource(String name) {
        return ConfigSource.ofResource(name, List.of()).text();
    }
}
