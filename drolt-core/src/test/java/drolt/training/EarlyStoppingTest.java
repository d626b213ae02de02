package drolt.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
    private static List<EpochMetrics> history(double... accuracies) {
        List<EpochMetrics> history = new ArrayList<>();
        for (double accuracy : accuracies) {
            history.add(new EpochMetrics(history.size() + 1, 1, Map.of("accuracy", accuracy), List.of(), 0.1, 10, 1));
        }
        return history;
    }

    @Test
    void theFirstOfTheGreatestIsBest() {
        EarlyStopping stopping = new EarlyStopping("accuracy", 2);
        assertThat(stopping.bestEpoch(history(0.1, 0.3, 0.2, 0.3))).isEqualTo(2);
        assertThat(stopping.bestEpoch(history(0.4, 0.3))).isEqualTo(1);
        assertThat(stopping.bestEpoch(history(0.1, 0.2, 0.3))).isEqualTo(3);
    }

    @Test
    void itIsOverSoManyEpochsAfterTheBest() {
        EarlyStopping stopping = new EarlyStopping("accuracy", 2);
        assertThat(stopping.isOver(history())).isFalse();
        assertThat(stopping.isOver(history(0.3))).isFalse();
        assertThat(stopping.isOver(history(0.3, 0.2))).isFalse();
        assertThat(stopping.isOver(history(0.3, 0.2, 0.3))).isTrue();
        assertThat(stopping.isOver(history(0.3, 0.2, 0.4))).isFalse();
        assertThat(new EarlyStopping("accuracy", null).isOver(history(0.3, 0.2, 0.1, 0.1)))
                .isFalse();
    }

    @Test
    void withoutAMetricNoEpochIsBetterThanAnother() {
        assertThat(new EarlyStopping(null, 1).isOver(history(0.3, 0.2, 0.1))).isFalse();
        assertThat(EarlyStopping.NONE.bestEpoch(history(0.3, 0.2))).isEqualTo(2);
        assertThat(EarlyStopping.NONE.bestSoFar(history(0.3, 0.2))).isZero();
        assertThat(new EarlyStopping("accuracy", 1).bestSoFar(history())).isZero();
        assertThat(new EarlyStopping("accuracy", 1).bestSoFar(history(0.1, 0.2)))
                .isEqualTo(2);
    }

    @Test
    void aMetricThatWasNotMeasuredIsAFault() {
        assertThatThrownBy(() -> new EarlyStopping("loss of teeth", 1).bestEpoch(history(0.1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("loss of teeth");
    }
}
