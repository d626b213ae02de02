package drolt.inference;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a network says of one image. Immutable. */
public final class Classification {
    private final float[] probabilities;
    private final List<String> classNames;

    /**
     * @param probabilities finite [C], in label order
     * @param classNames C, in label order
     */
    Classification(float[] probabilities, List<String> classNames) {
        if (probabilities.length != classNames.size() || probabilities.length == 0) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities of " + classNames.size() + " classes");
        }
        this.probabilities = probabilities.clone();
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
                .mapToObj(label -> new ClassProbability(label, classNames.get(label), probabilities[label]))
                .sorted(Comparator.comparingDouble((ClassProbability one) -> -one.probability())
                        .thenComparingInt(ClassProbability::label))
                .limit(count)
                .toList();
    }

    /** Probabilities of all classes [C], in label order; they sum to 1 but for rounding. */
    public float[] probabilities() {
        return probabilities.clone();
    }

    @Override
    public String toString() {
        return best().toString();
    }
}
