package drolt.figure.analysis;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.figure.Look;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is asked of analyses beside the runs.
 *
 * @param layers names, or numbers of convolutions; empty: those that each backbone offers
 * @param classes names of the classes to lay out in the plane, one or several with commas between them in each; empty:
 *     chosen by rank
 */
public record AnalysisSettings(List<String> layers, List<String> classes) {
    /** Classes that a figure can show; one look is that of the means. */
    public static final int MOST_CLASSES = Look.COUNT - 1;

    public AnalysisSettings {
        layers = List.copyOf(layers);
        classes = List.copyOf(classes);
    }

    /**
     * Labels of {@link #classes}. What is the name of a class is not cut at its commas.
     *
     * @param classNames of the data set, in label order
     * @throws ConfigException for a name that no class has or several have, or for more classes than can be told apart
     */
    public List<Integer> labels(List<String> classNames) {
        List<String> names = classes.stream()
                .flatMap(text -> classNames.contains(text) ? Stream.of(text) : Stream.of(text.split(",")))
                .distinct()
                .toList();
        if (names.size() > MOST_CLASSES) {
            throw new ConfigException(
                    "--classes: " + names.size() + " classes; a figure can tell " + MOST_CLASSES + " apart at most");
        }
        return names.stream().map(name -> label(name, classNames)).toList();
    }

    private static int label(String name, List<String> classNames) {
        int[] labels = IntStream.range(0, classNames.size())
                .filter(label -> classNames.get(label).equals(name))
                .toArray();
        if (labels.length == 0) {
            throw new ConfigException("--classes: " + ClosestName.refusal("class", name, classNames));
        }
        if (labels.length > 1) {
            throw new ConfigException(
                    "--classes: " + labels.length + " classes are named '" + name + "', so the name chooses none");
        }
        return labels[0];
    }
}
