package drolt.sampling;

import java.util.Arrays;

/** Chances of classes, from which one is drawn at a time. Immutable. */
final class ClassDistribution {
    private final double[] cumulative;

    /** @param weights positive and finite; their sum need not be 1 */
    ClassDistribution(double... weights) {
        cumulative = new double[weights.length];
        double sum = 0;
        for (int present = 0; present < weights.length; present++) {
            sum += weights[present];
            cumulative[present] = sum;
        }
    }

    int draw(ReseedableRandom random) {
        return classAt(random.nextDouble() * cumulative[cumulative.length - 1]);
    }

    /** The first class whose cumulative weight lies above the point. */
    private int classAt(double point) {
        int found = Arrays.binarySearch(cumulative, point);
        int above = found >= 0 ? found + 1 : -found - 1;
        return Math.min(above, cumulative.length - 1); // the product above may round up to the sum
    }
}
