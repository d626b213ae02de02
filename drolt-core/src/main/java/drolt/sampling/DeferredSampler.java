package drolt.sampling;

/** One sampler up to an epoch, another one from the next on. */
final class DeferredSampler implements Sampler {
    private final int until;
    private final Sampler first;
    private final Sampler then;

    DeferredSampler(int until, Sampler first, Sampler then) {
        this.until = until;
        this.first = first;
        this.then = then;
    }

    @Override
    public int[] draw(int epoch) {
        return (epoch < until ? first : then).draw(epoch);
    }

    @Override
    public int drawsPerEpoch() {
        return first.drawsPerEpoch();
    }
}
