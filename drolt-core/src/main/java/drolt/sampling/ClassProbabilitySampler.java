package drolt.sampling;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Draws with replacement: first a class by its weight, then one of its images uniformly. */
final class ClassProbabilitySampler implements Sampler {
    private final ClassMembers members;
    private final double[] cumulative;
    private final int draws;
    private final long seed;

    /** @param weight weight of a class, from its number of images; positive and finite, sums need not be 1 */
    ClassProbabilitySampler(ClassMembers members, IntToDoubleFunction weight, int draws, long seed) {
        this.members = members;
        this.draws = draws;
        this.seed = seed;
        cumulative = new double[members.classes()];
        double sum = 0;
        for (int present = 0; present < cumulative.length; present++) {
            sum += weight.applyAsDouble(members.of(present).length);
            cumulative[present] = sum;
        }
    }

    @Override
    public int[] draw(int epoch) {
        ReseedableRandom random = new ReseedableRandom(seed, epoch, -1); // no image is at position -1
        double sum = cumulative[cumulative.length - 1];
        int[] drawn = new int[draws];
        for (int position = 0; position < draws; position++) {
            int[] images = members.of(classAt(random.nextDouble() * sum));
            drawn[position] = images[random.nextInt(images.length)];
        }
        return drawn;
    }

    /** The first class whose cumulative weight lies above the point. */
    private int classAt(double point) {
        int found = Arrays.binarySearch(cumulative, point);
        int above = found >= 0 ? found + 1 : -found - 1;
        return Math.min(above, cumulative.length - 1); // the product above may round up to the sum
    }

    @Override
    public int drawsPerEpoch() {
        return draws;
    }
}
