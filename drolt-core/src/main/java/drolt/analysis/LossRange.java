package drolt.analysis;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The smallest and the largest -log P(z | mu) that a search finds for centroids mu in the ball of the radius around the
 * measured one.
 *
 * <p>Candidates are the measured centroid, the points of the ball farthest from z and nearest to it, random points on its
 * surface, and the samples in it. From the best of each kind projected gradient steps go on, each
 * way, ever shorter.
 */
record LossRange(double least, double greatest) {
    private static final int RANDOM_CENTROIDS = 16;
    private static final int PEAKS = 16;
    private static final int STEPS = 12;

    static LossRange search(BoundBatch batch, int sample, double radius, Random random) {
        double[] centre = batch.centroid(sample);
        Place start = Place.at(batch, sample, centre);
        if (radius == 0) {
            return new LossRange(start.loss(), start.loss());
        }
        double[] away = new double[centre.length];
        for (int d = 0; d < away.length; d++) {
            away[d] = centre[d] - batch.features()[sample][d];
        }
        Place far = Place.at(batch, sample, moved(centre, away, radius));
        Place near = Place.at(batch, sample, moved(centre, away, -Math.min(radius, norm(away))));
        Place highest = far;
        Place lowest = near;
        for (int i = 0; i < RANDOM_CENTROIDS; i++) {
            double[] direction = new double[centre.length];
            for (int d = 0; d < direction.length; d++) {
                direction[d] = random.nextGaussian();
            }
            Place drawn = Place.at(batch, sample, moved(centre, direction, radius));
            highest = i == 0 ? drawn : highest.better(drawn, 1);
            lowest = i == 0 ? drawn : lowest.better(drawn, -1);
        }
        Place peak = far;
        for (double[] feature : inside(batch, centre, radius)) {
            peak = peak.better(Place.at(batch, sample, feature), 1);
        }
        return new LossRange(
                best(batch, sample, radius, -1, List.of(start, near, lowest)),
                best(batch, sample, radius, 1, List.of(start, far, highest, peak)));
    }

    private static double best(BoundBatch batch, int sample, double radius, int sign, List<Place> starts) {
        Place best = starts.get(0);
        for (Place from : new LinkedHashSet<>(starts)) {
            best = best.better(climb(batch, sample, from, radius, sign), sign);
        }
        return best.loss();
    }

    /** Samples in the ball, the nearest to its centre first: the loss has a peak at each but z. */
    private static List<double[]> inside(BoundBatch batch, double[] centre, double radius) {
        double[] distances = batch.distances(centre);
        return IntStream.range(0, batch.size())
                .filter(k -> distances[k] <= radius)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> distances[k]))
                .limit(PEAKS)
                .map(k -> batch.features()[k])
                .toList();
    }

    /** A centroid and -log P at it. */
    private record Place(double[] centroid, double loss) {
        static Place at(BoundBatch batch, int sample, double[] centroid) {
            return new Place(centroid, BoundBatch.loss(batch.distances(centroid), sample));
        }

        /** @param sign 1: the greater loss is better; -1: the smaller */
        Place better(Place other, int sign) {
            return sign * (other.loss - loss) > 0 ? other : this;
        }
    }

    private static Place climb(BoundBatch batch, int sample, Place from, double radius, int sign) {
        Place here = from;
        Place best = from;
        for (int step = 1; step <= STEPS; step++) {
            double[] gradient = gradient(batch, sample, here.centroid());
            double[] next = moved(here.centroid(), gradient, sign * radius / step);
            here = Place.at(batch, sample, intoBall(next, batch.centroid(sample), radius));
            best = best.better(here, sign);
        }
        return best;
    }

    /** Gradient of -log P by mu: u(z) less the mean of u(z_k) over P(z_k | mu), u(z) the unit vector from z to mu. */
    private static double[] gradient(BoundBatch batch, int sample, double[] place) {
        double[] distances = batch.distances(place);
        double loss = BoundBatch.loss(distances, sample);
        double[] gradient = new double[place.length];
        for (int k = 0; k < distances.length; k++) {
            double share = Math.exp(distances[sample] - distances[k] - loss); // P(z_k)
            double weight = (k == sample ? 1 : 0) - share;
            if (distances[k] > 0) {
                for (int d = 0; d < gradient.length; d++) {
                    gradient[d] += weight * (place[d] - batch.features()[k][d]) / distances[k];
                }
            }
        }
        return gradient;
    }

    private static double[] intoBall(double[] place, double[] centre, double radius) {
        double[] offset = new double[place.length];
        for (int d = 0; d < offset.length; d++) {
            offset[d] = place[d] - centre[d];
        }
        return norm(offset) > radius ? moved(centre, offset, radius) : place;
    }

    /** The point at a distance in a direction; the point itself where there is no direction. */
    private static double[] moved(double[] from, double[] direction, double distance) {
        double length = norm(direction);
        double[] place = from.clone();
        if (length > 0) {
            for (int d = 0; d < place.length; d++) {
                place[d] += direction[d] / length * distance;
            }
        }
        return place;
    }

    private static double norm(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
