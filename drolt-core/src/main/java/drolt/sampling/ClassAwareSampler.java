package drolt.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A cyclic list of classes and a cyclic list of images per class: the next class, its next k images in a row, and so on.
 *
 * <p>The lists go on from epoch to epoch. An epoch whose length is no multiple of k cuts its last run; the images cut off
 * count as taken, and the next epoch begins with the next class. Because every round of a list is shuffled from its own
 * seed, and a round holds each class once, the state at an epoch's start follows from its number: nothing is replayed.
 */
final class ClassAwareSampler implements Sampler {
    private final ClassMembers members;
    private final int perClass;
    private final int draws;
    private final long seed;

    ClassAwareSampler(ClassMembers members, int perClass, int draws, long seed) {
        this.members = members;
        this.perClass = perClass;
        this.draws = draws;
        this.seed = seed;
    }

    @Override
    public int[] draw(int epoch) {
        long runsPerEpoch = ((long) draws + perClass - 1) / perClass;
        long firstRun = epoch * runsPerEpoch;
        CyclicList classes =
                new CyclicList(IntStream.range(0, members.classes()).toArray(), seed, CyclicList.ALL);
        CyclicList[] images = imagesAt(firstRun, classes);
        classes.skipTo(firstRun);

        int[] drawn = new int[draws];
        for (int position = 0; position < draws; ) {
            CyclicList next = images[classes.next()];
            for (int end = Math.min(draws, position + perClass); position < end; position++) {
                drawn[position] = next.next();
            }
        }
        return drawn;
    }

    /** The lists of images as they stand before a run: one visit for each round of the classes, and one in this round. */
    private CyclicList[] imagesAt(long run, CyclicList classes) {
        long rounds = run / members.classes();
        long[] visits = new long[members.classes()];
        Arrays.fill(visits, rounds);
        classes.skipTo(rounds * members.classes());
        for (long visited = rounds * members.classes(); visited < run; visited++) {
            visits[classes.next()]++;
        }
        CyclicList[] images = new CyclicList[members.classes()];
        for (int present = 0; present < images.length; present++) {
            images[present] = new CyclicList(members.of(present), seed, present);
            images[present].skipTo(visits[present] * perClass);
        }
        return images;
    }

    @Override
    public int drawsPerEpoch() {
        return draws;
    }
}
