package drolt.sampling;

import java.util.stream.IntStream;

/** Consecutive pieces of an endless sequence of permutations, each a function of seed and its number alone. */
final class ShuffledSampler implements Sampler {
    private final int images;
    private final int draws;
    private final long seed;

    ShuffledSampler(int images, int draws, long seed) {
        this.images = images;
        this.draws = draws;
        this.seed = seed;
    }

    @Override
    public int[] draw(int epoch) {
        CyclicList list = new CyclicList(IntStream.range(0, images).toArray(), seed, CyclicList.ALL);
        list.skipTo((long) epoch * draws);
        int[] drawn = new int[draws];
        for (int position = 0; position < draws; position++) {
            drawn[position] = list.next();
        }
        return drawn;
    }

    @Override
    public int drawsPerEpoch() {
        return draws;
    }
}
