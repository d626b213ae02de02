package drolt.loss.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The edges of the ball; what lies between them, {@code WorstCaseLossTest} holds against an oracle. */
class KullbackLeiblerBallTest {
    @Test
    void aBallThatReachesTheCornerGivesAllToTheGreatest() {
        double[] losses = {3, 1, 3, 0};
        assertThat(KullbackLeiblerBall.worst(losses, Math.log(2) + 1e-12)).containsExactly(0.5, 0, 0.5, 0);
        assertThat(KullbackLeiblerBall.worst(losses, 50)).containsExactly(0.5, 0, 0.5, 0);
        assertThat(KullbackLeiblerBall.worst(new double[] {3, 1, 2, 0}, Math.log(4)))
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void belowItEveryLossKeepsSomeAndTheBallIsUsedUp() {
        double[] weights = KullbackLeiblerBall.worst(new double[] {3, 1, 3, 0}, 0.6);
        assertThat(weights[0]).isEqualTo(weights[2]).isLessThan(0.5);
        assertThat(weights[1]).isGreaterThan(weights[3]).isPositive();
        assertThat(KullbackLeiblerBall.divergence(weights)).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void withoutARadiusOrADifferenceAllWeighAlike() {
        assertThat(KullbackLeiblerBall.worst(new double[] {3, 1}, 0)).containsExactly(0.5, 0.5);
        assertThat(KullbackLeiblerBall.worst(new double[] {3, 3}, 1)).containsExactly(0.5, 0.5);
    }

    @Test
    void theDivergenceOfACornerIsTheLogarithmOfTheNumber() {
        assertThat(KullbackLeiblerBall.divergence(new double[] {0, 1, 0})).isCloseTo(Math.log(3), within(1e-15));
        assertThat(KullbackLeiblerBall.divergence(new double[] {0.5, 0.5})).isZero();
    }

    /** A constant on all losses changes nothing. */
    @Test
    void onlyDifferencesMatter() {
        double[] weights = KullbackLeiblerBall.worst(new double[] {3, 1, 2}, 0.3);
        double[] shifted = KullbackLeiblerBall.worst(new double[] {103, 101, 102}, 0.3);
        for (int i = 0; i < 3; i++) {
            assertThat(shifted[i]).isCloseTo(weights[i], within(1e-9));
        }
    }
}
