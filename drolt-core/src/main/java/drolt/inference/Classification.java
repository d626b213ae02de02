package drolt.inference;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a network says of one image. Immutable. */
public final class Classification {
    private final float[] probabilities;
    private final float[] losses;
    private final float[] features;
    private final List<String> classNames;

    /**
     * @param probabilities finite [C], in label order
     * @param losses {@code -log} of them, as the network computes it [C]
     * @param features of the image, before the classifier
     * @param classNames C, in label order
     */
    Classification(float[] probabilities, float[] losses, float[] features, List<String> classNames) {
        if (probabilities.length != classNames.size()
                || losses.length != probabilities.length
                || probabilities.length == 0) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities of " + classNames.size() + " classes");
        }
        this.probabilities = probabilities.clone();
        this.losses = losses.clone();
        this.features = features.clone();
        this.classNames = List.copyOf(classNames);
    }

    /** The most probable class; of equally probable ones that of the lowest label. */
    public ClassProbability best() {
        return top(1).get(0);
    }

    /**
     * The most probable classes, the first one first; equally probable ones in the order of their labels.
     *
     * @param count how many, at least 1; all where there are fewer
     */
    public List<ClassProbability> top(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the first " + count + " classes");
        }
        return IntStream.range(0, probabilities.length)
                .mapToObj(this::of)
                .sorted(Comparator.comparingDouble((ClassProbability one) -> -one.probability())
                        .thenComparingInt(ClassProbability::label))
                .limit(count)
                .toList();
    }

    /** What is said of one class. */
    public ClassProbability of(int label) {
        return new ClassProbability(label, classNames.get(label), probabilities[label]);
    }

    /** The same image with other probabilities of its classes [C], for example calibrated ones; losses stay the network's. */
    public Classification withProbabilities(float[] others) {
        return new Classification(others, losses, features, classNames);
    }

    /** Probabilities of all classes [C], in label order; they sum to 1 but for rounding. */
    public float[] probabilities() {
        return probabilities.clone();
    }

    /**
     * Cross-entropy that the image would have with each class as the true one [C], in label order: {@code -log} of the
     * network's own probabilities, where these are too small for a number, too.
     */
    public float[] losses() {
        return losses.clone();
    }

    /** Features of the image, before the classifier [D]. */
    public float[] features() {
        return features.clone();
    }

    @Override
    public String toString() {
        return best().toString();
    }
}
