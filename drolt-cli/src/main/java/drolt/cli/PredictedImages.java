package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.inference.ClassProbability;
import drolt.inference.Classification;
import drolt.inference.ClassificationListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is said of images, and why nothing is said of others. */
final class PredictedImages implements ClassificationListener {
    private final List<Path> files;
    private final int top;
    private final Runnable afterEach;
    private final List<Row> rows = new ArrayList<>();
    private final List<ConfigException> refusals = new ArrayList<>();

    /**
     * @param top how many classes are kept of each
     * @param afterEach is told of progress
     */
    PredictedImages(List<Path> files, int top, Runnable afterEach) {
        this.files = files;
        this.top = top;
        this.afterEach = afterEach;
    }

    /**
     * An image that was classified.
     *
     * @param classes the most probable ones, at least one
     */
    record Row(Path file, List<ClassProbability> classes) {}

    @Override
    public void classified(int index, Classification classification) {
        rows.add(new Row(files.get(index), classification.top(top)));
        afterEach.run();
    }

    @Override
    public void refused(int index, ConfigException reason) {
        refusals.add(reason);
        afterEach.run();
    }

    /** In the order of the images. */
    List<Row> rows() {
        return rows;
    }

    /** In the order of the images. */
    List<ConfigException> refusals() {
        return refusals;
    }
}
