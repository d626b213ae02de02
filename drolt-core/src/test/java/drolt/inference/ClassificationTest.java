package drolt.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationTest {
    private static final List<String> NAMES = List.of("ant", "bee", "cat", "dog");
    private static final Classification OF_FOUR = new Classification(
            new float[] {0.125f, 0.375f, 0.125f, 0.375f},
            new float[] {2.0794f, 0.9808f, 2.0794f, 0.9808f},
            new float[] {1, 2},
            NAMES);

    @Test
    void theMostProbableComeFirstAndEqualOnesByLabel() {
        assertThat(OF_FOUR.top(3))
                .containsExactly(
                        new ClassProbability(1, "bee", 0.375f),
                        new ClassProbability(3, "dog", 0.375f),
                        new ClassProbability(0, "ant", 0.125f));
        assertThat(OF_FOUR.best()).isEqualTo(OF_FOUR.top(1).get(0));
    }

    @Test
    void moreThanThereAreIsAll() {
        assertThat(OF_FOUR.top(100)).hasSize(4);
        assertThatThrownBy(() -> OF_FOUR.top(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void probabilitiesCannotBeChangedFromOutside() {
        OF_FOUR.probabilities()[0] = 1;
        assertThat(OF_FOUR.probabilities()).containsExactly(0.125f, 0.375f, 0.125f, 0.375f);
    }
}
