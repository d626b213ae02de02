package drolt.cli;

import drolt.configuration.ConfigException;
import drolt.inference.Classification;
import drolt.inference.ClassificationListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is told of images, and why nothing is told of others. */
final class PredictedImages implements ClassificationListener {
    private final List<Path> files;
    private final Answers answers;
    private final Runnable afterEach;
    private final List<Answers.Answer> rows = new ArrayList<>();
    private final List<ConfigException> refusals = new ArrayList<>();

    /**
     * @param answers what is kept of each
     * @param afterEach is told of progress
     */
    PredictedImages(List<Path> files, Answers answers, Runnable afterEach) {
        this.files = files;
        this.answers = answers;
        this.afterEach = afterEach;
    }

    @Override
    public void classified(int index, Classification classification) {
        rows.add(answers.of(files.get(index), classification));
        afterEach.run();
    }

    @Override
    public void refused(int index, ConfigException reason) {
        refusals.add(reason);
        afterEach.run();
    }

    /** In the order of the images. */
    List<Answers.Answer> rows() {
        return rows;
    }

    /** In the order of the images. */
    List<ConfigException> refusals() {
        return refusals;
    }
}
