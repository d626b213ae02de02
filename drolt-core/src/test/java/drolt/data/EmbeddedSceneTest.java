package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shapes and surfaces differ enough that an image's class can be seen in it. */
class EmbeddedSceneTest {
    private static final int GRID = 48;
    private static final double HALF_WIDTH = 1.5;

    @Test
    void noShapeLooksLikeAnotherWhateverItsTurnAndSize() {
        for (SceneShape first : SceneShape.values()) {
            for (SceneShape second : SceneShape.values()) {
                if (first != second) {
                    assertThat(bestOverlap(first, second))
                            .as(first + " and " + second)
                            .isLessThan(0.88);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SceneShape.class)
    void shapesFillAFairShareOfTheirUnitCircle(SceneShape shape) {
        int inside = 0;
        for (int i = 0; i < GRID * GRID; i++) {
            inside += shape.distance(at(i % GRID), at(i / GRID)) < 0 ? 1 : 0;
        }
        double area = inside * (2 * HALF_WIDTH / GRID) * (2 * HALF_WIDTH / GRID);
        assertThat(area).isBetween(1.2, 2.8);
        assertThat(shape.distance(1.4, 1.4)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(SceneShape.class)
    void distanceGrowsNoFasterThanThePointMoves(SceneShape shape) {
        double step = 1e-3;
        for (int i = 0; i < GRID * GRID; i++) {
            double x = at(i % GRID);
            double y = at(i / GRID);
            double here = shape.distance(x, y);
            assertThat(Math.abs(shape.distance(x + step, y) - here)).isLessThanOrEqualTo(step * (1 + 1e-9));
            assertThat(Math.abs(shape.distance(x, y + step) - here)).isLessThanOrEqualTo(step * (1 + 1e-9));
        }
    }

    @Test
    void surfacesDifferInWhatVariesAlongThem() {
        // [mean, variation across u of the mean over v, variation across v of the mean over u, any variation]
        assertThat(profile(SceneTexture.PLAIN)).containsExactly(0, 0, 0, 0);
        double[] striped = profile(SceneTexture.STRIPED);
        double[] dotted = profile(SceneTexture.DOTTED);
        double[] checkered = profile(SceneTexture.CHECKERED);
        assertThat(striped[0]).isCloseTo(0.5, within(0.02));
        assertThat(striped[1]).isGreaterThan(0.15);
        assertThat(striped[2]).isCloseTo(0, within(1e-9));
        assertThat(dotted[0]).isBetween(0.3, 0.42);
        assertThat(dotted[1]).isCloseTo(dotted[2], within(1e-9)).isGreaterThan(0.03);
        assertThat(checkered[0]).isCloseTo(0.5, within(0.02));
        assertThat(checkered[1]).isCloseTo(0, within(1e-3));
        assertThat(checkered[3]).isGreaterThan(0.12);
    }

    @Test
    void aColourUnlikeOthersKeepsItsDistance() {
        SceneRandom random = SceneRandom.of(1);
        for (int trial = 0; trial < 500; trial++) {
            SceneColor other = SceneColor.any(random);
            SceneColor color = SceneColor.unlike(random, 100, other);
            double red = color.red() - other.red();
            double green = color.green() - other.green();
            double blue = color.blue() - other.blue();
            assertThat(Math.sqrt(red * red + green * green + blue * blue)).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void randomNumbersHaveTheMomentsTheyPromise() {
        SceneRandom random = SceneRandom.of(3, 1, 4);
        int draws = 200_000;
        double uniform = 0;
        double normal = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            double value = random.uniform(-1, 3);
            assertThat(value >= -1 && value < 3).isTrue();
            uniform += value / draws;
            double deviate = random.normal();
            normal += deviate / draws;
            squares += deviate * deviate / draws;
        }
        assertThat(uniform).isCloseTo(1, within(0.02));
        assertThat(normal).isCloseTo(0, within(0.01));
        assertThat(squares).isCloseTo(1, within(0.02));
    }

    @Test
    void everyKeyAndTheirOrderChangeTheStream() {
        assertThat(new long[] {
                    SceneRandom.of(1, 2).nextLong(),
                    SceneRandom.of(2, 1).nextLong(),
                    SceneRandom.of(1, 2, 0).nextLong(),
                    SceneRandom.of(0, 1, 2).nextLong(),
                    SceneRandom.of(1, 3).nextLong()
                })
                .doesNotHaveDuplicates();
    }

    private static double bestOverlap(SceneShape first, SceneShape second) {
        double best = 0;
        for (double size = 0.7; size < 1.5; size += 0.1) {
            for (int degrees = 0; degrees < 360; degrees += 6) {
                double cos = Math.cos(Math.toRadians(degrees)) / size;
                double sin = Math.sin(Math.toRadians(degrees)) / size;
                int both = 0;
                int either = 0;
                for (int i = 0; i < GRID * GRID; i++) {
                    double x = at(i % GRID);
                    double y = at(i / GRID);
                    boolean inFirst = first.distance(x, y) < 0;
                    boolean inSecond = second.distance(x * cos + y * sin, y * cos - x * sin) < 0;
                    both += inFirst && inSecond ? 1 : 0;
                    either += inFirst || inSecond ? 1 : 0;
                }
                best = Math.max(best, (double) both / either);
            }
        }
        return best;
    }

    private static double[] profile(SceneTexture texture) {
        double[] alongU = new double[GRID];
        double[] alongV = new double[GRID];
        double mean = 0;
        double squares = 0;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                // The middles of a grid that covers two cells exactly.
                double value = texture.coverage((column + 0.5) * 2 / GRID, (row + 0.5) * 2 / GRID, 5);
                alongU[column] += value / GRID;
                alongV[row] += value / GRID;
                mean += value / (GRID * GRID);
                squares += value * value / (GRID * GRID);
            }
        }
        return new double[] {mean, variance(alongU), variance(alongV), squares - mean * mean};
    }

    private static double variance(double[] values) {
        double mean = 0;
        double squares = 0;
        for (double value : values) {
            mean += value / values.length;
            squares += value * value / values.length;
        }
        return squares - mean * mean;
    }

    private static double at(int cell) {
        return HALF_WIDTH * (2 * (cell + 0.5) / GRID - 1);
    }
}
