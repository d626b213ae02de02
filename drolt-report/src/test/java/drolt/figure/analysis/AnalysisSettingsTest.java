package drolt.figure.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisSettingsTest {
    private static final List<String> NAMES =
            List.of("apple", "bear", "crane", "crane", "dog", "elm", "fox", "goat", "hen");

    private static List<Integer> labels(String... classes) {
        return new AnalysisSettings(List.of(), List.of(classes)).labels(NAMES);
    }

    @Test
    void classesAreFoundByTheirNamesEachOnce() {
        assertThat(labels("hen", "apple", "hen")).containsExactly(8, 0);
        assertThat(labels()).isEmpty();
        assertThat(labels("apple", "bear", "dog", "elm", "fox", "goat", "hen")).hasSize(7);
    }

    @Test
    void severalNamesStandBetweenCommasAndANameKeepsItsOwn() {
        assertThat(labels("hen,apple", "dog", "apple")).containsExactly(8, 0, 4);
        List<String> names = List.of("owl", "owl, barn", "barn");
        assertThat(new AnalysisSettings(List.of(), List.of("owl, barn", "owl,barn")).labels(names))
                .containsExactly(1, 0, 2);
    }

    @Test
    void aNameThatChoosesNoOneClassAndTooManyClassesAreRefused() {
        assertThatThrownBy(() -> labels("appel"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--classes: no class is named 'appel'; did you mean 'apple'? legal are "
                        + String.join(", ", NAMES));
        assertThatThrownBy(() -> labels("crane"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--classes: 2 classes are named 'crane', so the name chooses none");
        assertThatThrownBy(() -> labels("1", "2", "3", "4", "5", "6", "7", "8"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--classes: 8 classes; a figure can tell 7 apart at most");
    }
}
