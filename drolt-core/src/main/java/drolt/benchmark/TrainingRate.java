package drolt.benchmark;

/**
 * How fast this machine trains at some moment.
 *
 * @param imagesPerSecond through training steps of ResNet-32
 * @param multiplyAddsPerSecond of these steps, at three times those of a forward pass
 * @param steps measured
 */
public record TrainingRate(double imagesPerSecond, double multiplyAddsPerSecond, int steps) {}
