package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Losses that hold others, in the forms that recipes have for them. */
class RobustControlTest {
    private static final String JOINT =
            "{'kind':'dro-lt','lambda':0.3,'combination':'joint','crossEntropy':{'labelSmoothing':0.1}}";
    private static final String ALONE = "{'labelSmoothing':0.1,'kind':'cross-entropy','weight':0.3}";

    private static ObjectNode recipe(String loss) {
        String text = "{'stages':{'one':{'after':null,'loss':" + loss + "},'two':{'after':'one','epochs':3}},"
                + "'arms':{'a':'two'}}";
        return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOSS",
                "{'kind':'deferred','until':5,'first':{'kind':'x'},'then':LOSS}",
                "{'kind':'sum','terms':[{'weight':0.5,'loss':{'kind':'x'}},{'weight':0.5,'loss':LOSS}]}"
            })
    void theRobustTermIsRemovedWhereverItStands(String loss) {
        ObjectNode root = recipe(loss.replace("LOSS", JOINT));
        RecipeTree recipe = RecipeTree.of(root);
        assertThat(new RobustControl(recipe).add("a")).isEqualTo("control of a");
        assertThat(recipe.chain("control of a")).containsExactly("one-control", "two-control");
        ObjectNode plain = recipe(loss.replace("LOSS", ALONE));
        assertThat(recipe.stages().get("one-control")).isEqualTo(plain.at("/stages/one"));
        assertThat(recipe.stages().get("one"))
                .as("left alone")
                .isEqualTo(recipe(loss.replace("LOSS", JOINT)).at("/stages/one"));
    }

    @Test
    void withoutARobustTermThereIsNoControl() {
        RecipeTree recipe = RecipeTree.of(recipe("{'kind':'x'}"));
        assertThat(new RobustControl(recipe).add("a")).isNull();
        assertThat(recipe.stages().propertyNames()).containsExactly("one", "two");
    }
}
