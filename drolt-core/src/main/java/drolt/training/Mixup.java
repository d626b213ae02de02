package drolt.training;

import drolt.sampling.ReseedableRandom;
import drolt.sampling.SymmetricBeta;
import java.util.stream.IntStream;

/** Draws how batches are mixed, each a function of seed, epoch and step. */
record Mixup(SymmetricBeta shares, long seed) {
    Mixup(double alpha, long seed) {
        this(new SymmetricBeta(alpha), seed);
    }

    Mixture draw(int epoch, int step, int size) {
        ReseedableRandom random = new ReseedableRandom(seed, epoch, step);
        double share = shares.draw(random);
        int[] partners = IntStream.range(0, size).toArray();
        random.shuffle(partners);
        return new Mixture(share, partners);
    }
}
