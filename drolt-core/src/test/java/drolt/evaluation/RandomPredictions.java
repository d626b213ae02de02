package drolt.evaluation;

import java.util.Random;

/** Predictions without a pattern, over classes of which some never occur. */
final class RandomPredictions {
    private RandomPredictions() {}

    static Predictions of(Random random) {
        int classCount = 1 + random.nextInt(12);
        int size = 1 + random.nextInt(200);
        int[] labels = new int[size];
        int[] predicted = new int[size];
        float[] confidence = new float[size];
        int used = 1 + random.nextInt(classCount);
        for (int i = 0; i < size; i++) {
            labels[i] = random.nextInt(used);
            predicted[i] = random.nextInt(3) == 0 ? labels[i] : random.nextInt(classCount);
            confidence[i] = random.nextInt(20) == 0 ? random.nextInt(16) / 15f : random.nextFloat();
        }
        return new Predictions(labels, predicted, confidence, classCount);
    }

    /** With confidence 0.5 everywhere. */
    static Predictions of(int classCount, int[] labels, int[] predicted) {
        float[] confidence = new float[labels.length];
        java.util.Arrays.fill(confidence, 0.5f);
        return new Predictions(labels, predicted, confidence, classCount);
    }
}
