package drolt.optimizer;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Half a cosine from the base rate down to a floor, over what the warm-up leaves of the stage.
 *
 * <p>Per epoch, with W epochs of warm-up of E: epoch e = W+1..E has
 * {@code floor + (base - floor) (1 + cos(pi (e - 1 - W) / (E - W))) / 2}. The first has the base rate, the last lies
 * above the floor. Per step the same with time in steps. With {@code throughWarmup} the curve has all E epochs, of which
 * the warm-up hides the first W, and the warm-up leads to the rate that the curve has then (Khosla et al.).
 *
 * <p>Source: Loshchilov and Hutter, SGDR, 2017, Eq. 5 without restarts.
 *
 * @param warmup the rise before
 * @param floor the rate that the curve goes down to, not a factor; at least 0
 * @param per whether the rate falls by epochs or by steps
 * @param throughWarmup whether the curve begins with the stage, not after the warm-up; null: it does not
 */
@JsonTypeName("cosine")
record CosineSchedule(
        Warmup warmup,
        double floor,
        Granularity per,
        @Nullable Boolean throughWarmup) implements ScheduleConfig {
    public CosineSchedule {
        Range.notNegative("floor", floor, "0");
    }

    @Override
    public double learningRate(double base, int epoch, int step, int stepsPerEpoch, int epochs) {
        Position position = new Position(epoch, step, stepsPerEpoch, epochs);
        boolean whole = throughWarmup != null && throughWarmup;
        if (warmup.covers(position)) {
            return warmup.rate(position, base, whole ? curve(base, (double) warmup.epochs() / epochs) : base);
        }
        int hidden = whole ? 0 : warmup.epochs();
        return curve(base, (position.time(per) - hidden) / (epochs - hidden));
    }

    private double curve(double base, double progress) {
        return floor + (base - floor) * (1 + Math.cos(Math.PI * progress)) / 2;
    }
}
