package drolt.cli;

import drolt.cli.output.OutputStyle;
import drolt.cli.output.ProgressLine;
import drolt.experiment.FinishedRun;
import drolt.experiment.RunResult;
import drolt.inference.ImageClassifier;
import drolt.inference.OtherSizes;
import drolt.io.AtomicFiles;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Applies a trained network to new images. */
@Command(
        name = "predict",
        header = "Classifies new images with a finished run.",
        description =
                "Classifies new images with an arm of a finished run, shown as the run's test images were; needs the"
                        + " run's folder and no data set.",
        footer = {
            "%nFolders are searched at any depth. An image that cannot be used is a line on standard error; the others"
                    + " are classified all the same, and the exit code is 2.",
            "%nExamples:",
            "  drolt predict runs/birds photo.jpg",
            "  drolt predict runs/birds inbox --arm cross-entropy --top 5",
            "  drolt predict runs/birds inbox --format csv --output inbox.csv",
            "  drolt predict runs/birds inbox --coverage 0.9 --unlike",
            "  find inbox -name '*.jpg' | drolt predict runs/birds - --threshold 0.5 --calibrated"
        })
final class PredictCommand implements Callable<Integer> {
    /** Images that are classified before anybody asks how far it is. */
    private static final int FEW = 256;

    private final ConsoleOptions console;
    private final InputStream input;

    @Parameters(index = "0", paramLabel = "<run>", description = "Folder of the run, or its name in runs.")
    private Path run = Path.of(".");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "<image>",
            description = "Images, or folders of images: JPEG, PNG, WebP, BMP, GIF or TIFF; - reads their names from"
                    + " standard input, one a line.")
    private List<Path> images = List.of();

    @Mixin
    private final ChosenArm arm = new ChosenArm();

    @Option(names = "--list", paramLabel = "<file>", description = "Names of images from a file, one a line.")
    private List<Path> lists = List.of();

    @Mixin
    private final AnswerOptions answerOptions = new AnswerOptions();

    @Option(
            names = "--resize",
            description =
                    "Brings images of another size than the run's, which are refused else, to that size: the largest"
                            + " window of its shape, from the middle. Where the recipe has a testView, that sees to"
                            + " sizes.")
    private boolean resize;

    @Option(
            names = "--format",
            paramLabel = "<form>",
            completionCandidates = CompletionWords.PredictionForms.class,
            defaultValue = "text",
            description = "text, csv, json or jsonl, a line of JSON for each image; else ${DEFAULT-VALUE}.")
    private PredictionFormat format = PredictionFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "<file>",
            description = "Writes to a file instead of printing.")
    private @Nullable Path output;

    /**
     * @param input names of images are read from it, where {@code -} stands for them
     */
    PredictCommand(ConsoleOptions console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        answerOptions.check();
        List<Path> named = NamedImages.of(images, lists, input);
        run = RunNames.find(run);
        String name = arm.of(run, RunResult.ofRun(run), console).name();
        FinishedRun finished = FinishedRun.open(run);
        Answers answers = answerOptions.of(finished, name, console);
        ImageArguments found = ImageArguments.of(named);
        found.notes().forEach(console::note);
        found.problems().forEach(this::problem);
        boolean whole = found.problems().isEmpty();
        if (!found.images().isEmpty()) {
            whole &= classify(finished, name, answers, found.images());
        }
        return whole ? ExitCode.OK : ExitCode.USAGE;
    }

    /** Whether all could be classified. */
    private boolean classify(FinishedRun finished, String name, Answers answers, List<Path> files) {
        PredictedImages predicted;
        OtherSizes otherSizes = resize ? OtherSizes.RESIZED : OtherSizes.REFUSED;
        try (ImageClassifier classifier = finished.classifier(name, otherSizes)) {
            predicted = files.size() > FEW
                    ? withProgress(classifier, answers, files)
                    : silently(classifier, answers, files);
        }
        predicted.refusals().forEach(refusal -> problem(String.valueOf(refusal.getMessage())));
        if (predicted.rows().isEmpty()) {
            return false;
        }
        if (output == null) {
            console.print(format.of(run, name, predicted.rows(), answers, console.style())
                    .stripTrailing());
        } else {
            AtomicFiles.writeString(output, format.of(run, name, predicted.rows(), answers, OutputStyle.PLAIN));
        }
        return predicted.refusals().isEmpty();
    }

    private PredictedImages silently(ImageClassifier classifier, Answers answers, List<Path> files) {
        PredictedImages predicted = new PredictedImages(files, answers, () -> {});
        classifier.classify(files, predicted);
        return predicted;
    }

    private PredictedImages withProgress(ImageClassifier classifier, Answers answers, List<Path> files) {
        try (ProgressLine progress = console.progress("classifying", "images", files.size())) {
            PredictedImages predicted = new PredictedImages(files, answers, () -> progress.advance(1));
            classifier.classify(files, predicted);
            return predicted;
        }
    }

    /** Names of files may hold anything. */
    private void problem(String line) {
        console.problem(line.replaceAll("\\p{Cntrl}", "?"));
    }
}
