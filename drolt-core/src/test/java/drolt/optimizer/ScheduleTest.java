package drolt.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import drolt.configuration.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Warmup NONE = new Warmup(0, Granularity.EPOCH, null);
    private static final double TINY = 1e-15;

    private static double at(ScheduleConfig schedule, int epoch, int epochs) {
        return schedule.learningRate(0.1, epoch, 3, 10, epochs);
    }

    @Test
    void theLdamRecipeIsExpressedExactly() {
        ScheduleConfig schedule =
                new StepSchedule(new Warmup(5, Granularity.EPOCH, null), List.of(160, 180), List.of(0.01, 0.0001));
        for (int e = 1; e <= 200; e++) { // e from 1
            double expected = e <= 5 ? 0.1 * e / 5 : e > 180 ? 1e-5 : e > 160 ? 1e-3 : 0.1;
            assertThat(at(schedule, e - 1, 200)).as("epoch %d", e).isEqualTo(expected, within(TINY));
        }
    }

    @Test
    void milestonesBeyondAShortenedRunAreNeverReached() {
        ScheduleConfig schedule = new StepSchedule(NONE, List.of(160), List.of(0.01));
        assertThat(at(schedule, 39, 40)).isEqualTo(0.1);
    }

    @Test
    void cosinePerEpochStartsAtTheBaseRateAndIsConstantInAnEpoch() {
        ScheduleConfig schedule = new CosineSchedule(NONE, 0, Granularity.EPOCH, null);
        for (int e = 1; e <= 90; e++) {
            double expected = 0.2 * (1 + Math.cos(Math.PI * (e - 1) / 90)) / 2;
            assertThat(schedule.learningRate(0.2, e - 1, 0, 10, 90)).isEqualTo(expected, within(TINY));
            assertThat(schedule.learningRate(0.2, e - 1, 9, 10, 90)).isEqualTo(expected, within(TINY));
        }
    }

    @Test
    void cosinePerStepFallsAtEachStepDownToTheFloor() {
        ScheduleConfig schedule = new CosineSchedule(NONE, 0.01, Granularity.STEP, null);
        double before = Double.POSITIVE_INFINITY;
        for (int t = 0; t < 200; t++) {
            double rate = schedule.learningRate(0.1, t / 10, t % 10, 10, 20);
            assertThat(rate)
                    .isEqualTo(0.01 + 0.09 * (1 + Math.cos(Math.PI * t / 200)) / 2, within(TINY))
                    .isLessThan(before)
                    .isGreaterThan(0.01);
            before = rate;
        }
    }

    @Test
    void theCurveBeginsWhereTheWarmupEnds() {
        ScheduleConfig schedule =
                new CosineSchedule(new Warmup(3, Granularity.EPOCH, null), 0, Granularity.EPOCH, null);
        assertThat(Stream.of(0, 1, 2, 3, 4)
                        .map(epoch -> at(schedule, epoch, 43))
                        .toList())
                .usingElementComparator(ScheduleTest::nearly)
                .containsExactly(0.1 / 3, 0.2 / 3, 0.1, 0.1, 0.05 * (1 + Math.cos(Math.PI / 40)));
    }

    private static int nearly(double a, double b) {
        return Math.abs(a - b) < TINY ? 0 : Double.compare(a, b);
    }

    @Test
    void warmupPerStepReachesTheBaseRateInItsLastStep() {
        ScheduleConfig schedule = new ConstantSchedule(new Warmup(2, Granularity.STEP, null));
        for (int t = 0; t < 40; t++) {
            double expected = 0.1 * Math.min(1, (t + 1) / 20.0);
            assertThat(schedule.learningRate(0.1, t / 10, t % 10, 10, 4)).isEqualTo(expected, within(TINY));
        }
    }

    /** Bag of Tricks and BBN: epochs 1 to 5 have 1/3, 7/15, 9/15, 11/15 and 13/15, the sixth all. */
    @Test
    void aWarmupFromAShareArrivesAfterItsLastEpoch() {
        ScheduleConfig schedule =
                new StepSchedule(new Warmup(5, Granularity.EPOCH, 1 / 3.0), List.of(10), List.of(0.1));
        for (int e = 1; e <= 10; e++) {
            double expected = 0.1 * Math.min(1, 1 / 3.0 + (e - 1) * 2 / 15.0);
            assertThat(at(schedule, e - 1, 30)).as("epoch %d", e).isEqualTo(expected, within(TINY));
        }
    }

    /** Khosla et al.: from 0.01 in each step up to what the cosine of all epochs has after the tenth, then down to 5e-4. */
    @Test
    void aWarmupMayLeadToTheCurveThatBeganWithIt() {
        ScheduleConfig schedule =
                new CosineSchedule(new Warmup(10, Granularity.STEP, 0.02), 5e-4, Granularity.EPOCH, true);
        double top = 5e-4 + (0.5 - 5e-4) * (1 + Math.cos(Math.PI * 10 / 1000)) / 2;
        for (int step = 0; step < 80; step++) {
            assertThat(schedule.learningRate(0.5, step / 8, step % 8, 8, 1000))
                    .isEqualTo(0.01 + (top - 0.01) * step / 80, within(TINY));
        }
        assertThat(schedule.learningRate(0.5, 10, 0, 8, 1000)).isEqualTo(top, within(TINY));
        assertThat(schedule.learningRate(0.5, 500, 3, 8, 1000)).isEqualTo((0.5 + 5e-4) / 2, within(TINY));
        assertThat(schedule.learningRate(0.5, 999, 7, 8, 1000)).isBetween(5e-4, 5.1e-4);
    }

    @Test
    void oneCycleRisesToTheBaseRateThenFallsToAlmostNothing() {
        ScheduleConfig schedule = new OneCycleSchedule(0.3, 25, 10_000);
        List<Double> rates = new ArrayList<>();
        for (int t = 0; t < 100; t++) {
            rates.add(schedule.learningRate(1, t / 10, t % 10, 10, 10));
        }
        assertThat(rates.get(0)).isEqualTo(0.04, within(TINY));
        assertThat(rates.get(29)).isEqualTo(1, within(TINY));
        assertThat(rates.get(99)).isEqualTo(4e-6, within(TINY));
        assertThat(rates.subList(0, 30)).isSorted();
        assertThat(rates.subList(29, 100)).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        // Half-way up: the mean of both ends.
        double middle = new OneCycleSchedule(0.21, 25, 1).learningRate(1, 1, 0, 10, 10);
        assertThat(middle).isEqualTo((1 + 0.04) / 2, within(1e-12));
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRateIsFiniteAndBetweenNothingAndTheBaseRateHoweverShortTheRun(long seed) {
        Random random = new Random(seed);
        Warmup warmup =
                new Warmup(random.nextInt(6), random.nextBoolean() ? Granularity.EPOCH : Granularity.STEP, null);
        Granularity per = random.nextBoolean() ? Granularity.EPOCH : Granularity.STEP;
        int epochs = 1 + random.nextInt(8);
        int steps = 1 + random.nextInt(5);
        for (ScheduleConfig schedule : List.of(
                new ConstantSchedule(warmup),
                new StepSchedule(warmup, List.of(1, 3), List.of(0.5, 0.0)),
                new CosineSchedule(warmup, random.nextDouble(), per, null),
                new OneCycleSchedule(random.nextDouble(), 1 + random.nextInt(30), 1 + random.nextInt(1000)))) {
            for (int t = 0; t < epochs * steps; t++) {
                assertThat(schedule.learningRate(2, t / steps, t % steps, steps, epochs))
                        .as("%s, step %d of %d x %d", schedule, t, epochs, steps)
                        .isBetween(0.0, 2 + 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void aStepOutsideTheEpochIsRefused(int step) {
        assertThatThrownBy(() -> new ConstantSchedule(NONE).learningRate(0.1, 0, step, 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("step " + step);
    }

    static Stream<Runnable> badSettings() {
        return Stream.of(
                () -> new Warmup(-1, Granularity.EPOCH, null),
                () -> new Warmup(5, Granularity.EPOCH, -0.1),
                () -> new Warmup(5, Granularity.EPOCH, Double.NaN),
                () -> new StepSchedule(NONE, List.of(160, 160), List.of(1.0, 1.0)),
                () -> new StepSchedule(NONE, List.of(0), List.of(1.0)),
                () -> new StepSchedule(NONE, Arrays.asList(1, null), List.of(1.0, 1.0)),
                () -> new StepSchedule(NONE, List.of(160, 180), List.of(0.01)),
                () -> new StepSchedule(NONE, List.of(160), List.of(Double.NaN)),
                () -> new StepSchedule(NONE, List.of(160), List.of(-1.0)),
                () -> new CosineSchedule(NONE, Double.NaN, Granularity.EPOCH, null),
                () -> new CosineSchedule(NONE, -0.1, Granularity.EPOCH, null),
                () -> new OneCycleSchedule(1, 25, 1e4),
                () -> new OneCycleSchedule(0.3, 0.5, 1e4),
                () -> new OneCycleSchedule(0.3, 25, Double.NaN),
                () -> new SgdConfig(0, 0.9, false, 0, null),
                () -> new SgdConfig(Double.NaN, 0.9, false, 0, null),
                () -> new SgdConfig(0.1, 1, false, 0, null),
                () -> new SgdConfig(0.1, 0, true, 0, null),
                () -> new SgdConfig(0.1, 0.9, false, -1, null),
                () -> new SgdConfig(0.1, 0.9, false, 0, Double.NaN),
                () -> new AdamConfig(0.1, 1, 0.9, 1e-8, 0, null),
                () -> new AdamWConfig(0.1, 0.9, 0.9, 0, 0, null),
                () -> new GradientClipping(0),
                () -> new MovingAverageConfig(1));
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void badSettingsAreRefusedWithAnExample(Runnable construction) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageMatching("(?s).+ (must|needs) .*for example.*");
    }
}
