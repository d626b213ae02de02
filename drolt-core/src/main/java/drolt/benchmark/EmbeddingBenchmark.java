package drolt.benchmark;

import drolt.analysis.embedding.TSne;
import drolt.analysis.embedding.TSneOptions;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

/**
 * How long t-SNE takes: features in clusters, as a trained network gives them, perplexity 30, 1,000 steps.
 */
public final class EmbeddingBenchmark {
    /** Points that the bar is for. */
    public static final int POINTS = 10_000;

    static final int DIMENSION = 64;
    static final int CLUSTERS = 100;
    private static final double LONGEST_SECONDS = 120;
    private static final double SPREAD_OF_CENTERS = 3;
    private static final long SEED = 1;

    private EmbeddingBenchmark() {}

    /**
     * Lays points out once; compiling is part of the time, as it is for whoever draws one figure.
     *
     * @param points at least 4
     */
    public static BenchmarkFigure run(int points) {
        return run(points, TSneOptions.USUAL);
    }

    static BenchmarkFigure run(int points, TSneOptions options) {
        float[] rows = features(points, new Random(SEED));
        long began = System.nanoTime();
        TSne.embed(rows, DIMENSION, null, options);
        double seconds = (System.nanoTime() - began) / 1e9;
        String name = String.format(java.util.Locale.ROOT, "t-SNE, %,d points", points);
        String note = DIMENSION + " dimensions, " + CLUSTERS + " clusters, " + options.iterations() + " steps, "
                + (ForkJoinPool.getCommonPoolParallelism() + 1) + " threads";
        return points == POINTS
                ? BenchmarkFigure.valueAtMost(name, seconds, "s", LONGEST_SECONDS, note)
                : BenchmarkFigure.reported(name, seconds, "s", note);
    }

    /** Point i lies around the center of cluster i modulo {@link #CLUSTERS}; row-major [points, {@link #DIMENSION}]. */
    static float[] features(int points, Random random) {
        double[] centers = new double[CLUSTERS * DIMENSION];
        for (int i = 0; i < centers.length; i++) {
            centers[i] = SPREAD_OF_CENTERS * random.nextGaussian();
        }
        float[] rows = new float[points * DIMENSION];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (centers[i % centers.length] + random.nextGaussian());
        }
        return rows;
    }
}
