package drolt.sampling;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Draws with replacement: first a class by its weight, then one of its images uniformly. */
final class ClassProbabilitySampler implements Sampler {
    private final ClassMembers members;
    private final ClassDistribution classes;
    private final int draws;
    private final long seed;

    /** @param weight weight of a class, from its number of images; positive and finite, sums need not be 1 */
    ClassProbabilitySampler(ClassMembers members, IntToDoubleFunction weight, int draws, long seed) {
        this.members = members;
        this.draws = draws;
        this.seed = seed;
        classes = new ClassDistribution(IntStream.range(0, members.classes())
                .mapToDouble(present -> weight.applyAsDouble(members.of(present).length))
                .toArray());
    }

    @Override
    public int[] draw(int epoch) {
        ReseedableRandom random = new ReseedableRandom(seed, epoch, -1); // no image is at position -1
        int[] drawn = new int[draws];
        for (int position = 0; position < draws; position++) {
            int[] images = members.of(classes.draw(random));
            drawn[position] = images[random.nextInt(images.length)];
        }
        return drawn;
    }

    @Override
    public int drawsPerEpoch() {
        return draws;
    }
}
