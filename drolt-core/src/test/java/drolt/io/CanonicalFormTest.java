package drolt.io;

import static org.assertj.core.api.Assertions.assertThat;

import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CanonicalFormTest {
    record Before(int epochs, List<Part> parts) {}

    record After(@Nullable Double mixup, int epochs, List<Part> parts) {}

    record Part(String name, @Nullable String note) {}

    @Test
    void aKeyAddedWithTheDefaultNullChangesNoFingerprint() {
        List<Part> parts = List.of(new Part("crop", null));
        assertThat(CanonicalForm.of(new After(null, 3, parts))).isEqualTo(CanonicalForm.of(new Before(3, parts)));
        assertThat(CanonicalForm.of(new After(null, 3, parts)).toString())
                .isEqualTo("{\"epochs\":3,\"parts\":[{\"name\":\"crop\"}]}");
    }

    @Test
    void aKeyThatSaysSomethingDoes() {
        assertThat(CanonicalForm.of(new After(0.2, 3, List.of())))
                .isNotEqualTo(CanonicalForm.of(new Before(3, List.of())));
    }

    /** What stages that are stored were found by until now: Jackson's rendering of the tree. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theTextIsTheOneThatStoredFingerprintsWereMadeOf(long seed) {
        JsonNode tree = tree(new Random(seed), 0);
        assertThat(CanonicalForm.text(tree)).isEqualTo(tree.toString());
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static JsonNode tree(Random random, int depth) {
        int kind = random.nextInt(depth > 3 ? 5 : 7);
        if (kind == 5) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            IntStream.range(0, random.nextInt(4)).forEach(i -> list.add(tree(random, depth + 1)));
            return list;
        }
        if (kind == 6) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            IntStream.range(0, random.nextInt(4)).forEach(i -> object.set(text(random), tree(random, depth + 1)));
            return object;
        }
        return switch (kind) {
            case 0 -> JsonNodeFactory.instance.numberNode(random.nextInt());
            case 1 -> JsonNodeFactory.instance.numberNode(random.nextLong());
            case 2 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 3 -> JsonNodeFactory.instance.numberNode(decimal(random));
            default -> JsonNodeFactory.instance.stringNode(text(random));
        };
    }

    /** Of few digits, as people write them; of more, Java 17 itself does not always find the shortest text. */
    private static double decimal(Random random) {
        return Double.parseDouble((random.nextInt(20001) - 10000) + "e" + (random.nextInt(25) - 14));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(6), 0, 0x2100)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Test
    void aDigestOfARecipeIsTheOneOfTheFirstRelease() {
        Recipe recipe = RecipeReader.read("quickstart", List.of());
        assertThat(recipe.digest()).isEqualTo("6427a07b");
        assertThat(Sha256.of(CanonicalForm.text(CanonicalForm.of(new After(2.0e-5, 3, List.of(new Part("a/b", "x")))))))
                .isEqualTo("b8ebbae4adc50dd8c24a028c45d91b8616417dbd7c671e3f84fe4ed75a8c0a04");
    }
}
