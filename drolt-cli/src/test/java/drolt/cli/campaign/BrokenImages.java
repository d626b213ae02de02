package drolt.cli.campaign;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** One file in a folder of images is no image any more, or no whole one. */
final class BrokenImages implements Mishap {
    static final String NAME = "broken images";

    private static final String RECIPE = """
            version: 1
            dataset: {kind: image-folders, folder: photos}
            augmentation: [{kind: random-resized-crop, size: 16}]
            testView: [{kind: resize, size: 16}, {kind: center-crop, size: 16}]
            model: {kind: cifar-resnet, depth: 8, width: 4, precision: float32}
            stages:
              pretrain: {kind: train, epochs: 1, batchSize: 8}
            arms: {cross-entropy: pretrain}
            """;
    private static final List<String> FORMATS = List.of("jpg", "png", "gif", "bmp");
    private static final List<String> CLASSES = List.of("cat", "owl");
    private static final int TRAIN = 6;
    private static final int TEST = 2;

    private final WarmDrolt warm;
    private final Path data;
    private final Path photos;
    private final Path recipe;
    private final Path trained;
    private final Path run;

    BrokenImages(Path work, WarmDrolt warm) throws IOException {
        this.warm = warm;
        this.data = work.resolve("images");
        this.photos = data.resolve("photos");
        this.recipe = Files.writeString(work.resolve("images.yaml"), RECIPE);
        this.trained = work.resolve("run-of-whole-images");
        this.run = work.resolve("run-of-images");
        Random random = new Random(1);
        for (String name : CLASSES) {
            for (int i = 0; i < TRAIN + TEST; i++) {
                Path folder = Files.createDirectories(
                        photos.resolve(i < TRAIN ? "train" : "test").resolve(name));
                String format = FORMATS.get(i % FORMATS.size());
                ImageIO.write(
                        picture(random),
                        format,
                        folder.resolve(i + "." + format).toFile());
            }
        }
        Answer answer = train(trained);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException(answer.err());
        }
    }

    private static BufferedImage picture(Random random) {
        int width = 40 + random.nextInt(40);
        int height = 40 + random.nextInt(40);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(
                0, 0, new Color(random.nextInt(1 << 24)), width, height, new Color(random.nextInt(1 << 24))));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 20; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(random.nextInt(width), random.nextInt(height), 12, 12);
        }
        graphics.dispose();
        return picture;
    }

    private Answer train(Path folder) throws IOException {
        return warm.run(
                "train",
                recipe.toString(),
                "--data",
                data.toString(),
                "--output",
                folder.toString(),
                "--tensorboard",
                "none");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String promise() {
        return "an image that cannot be decoded: `data inspect --decode`, `predict` and `train` end in exit code 2 and"
                + " one line that names it, and agree; one that can is used";
    }

    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        Random random = new Random(seed);
        List<String> files = Trees.files(photos);
        Path file = photos.resolve(files.get(random.nextInt(files.size())));
        byte[] whole = Files.readAllBytes(file);
        ImageBreakage breakage = ImageBreakage.values()[random.nextInt(ImageBreakage.values().length)];
        Files.write(file, breakage.of(whole, random));
        try {
            Optional<String> fault = fault(file, breakage.isCertain(), random.nextInt(3) == 0);
            String what = breakage.inWords();
            if (fault.isPresent()) {
                tally.failed(seed, format(file) + ", " + what, fault.get());
            } else {
                tally.held(what);
            }
        } finally {
            Files.write(file, whole);
            Trees.remove(run);
        }
    }

    private static String format(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Optional<String> fault(Path file, boolean certain, boolean train) throws IOException {
        Answer predicted = warm.run("predict", trained.toString(), file.toString());
        Optional<String> fault = fault("predict", predicted, certain, file);
        if (fault.isPresent()) {
            return fault;
        }
        Answer inspected = warm.run("data", "inspect", recipe.toString(), "--data", data.toString(), "--decode");
        fault = inspected.rudeness();
        boolean found = inspected.isRefusal() && (inspected.out() + inspected.err()).contains(file.toString());
        if (fault.isPresent() || found != predicted.isRefusal() || inspected.exitCode() != predicted.exitCode()) {
            return Optional.of("inspect and predict do not agree: " + fault.orElse("") + inspected.exitCode() + ", "
                    + predicted.exitCode() + ": " + inspected.out() + inspected.err() + predicted.err());
        }
        if (!train) {
            return Optional.empty();
        }
        Answer trainedAnswer = train(run);
        fault = fault("train", trainedAnswer, found, file);
        return fault.isEmpty() && trainedAnswer.exitCode() != predicted.exitCode()
                ? Optional.of("train does not agree: " + trainedAnswer.exitCode() + ": " + trainedAnswer.err())
                : fault;
    }

    private static Optional<String> fault(String command, Answer answer, boolean certain, Path file) {
        Optional<String> fault = answer.exitCode() == 0
                ? answer.rudeness().or(() -> certain ? Optional.of("it was taken for a whole image") : Optional.empty())
                : answer.notARefusalOf(file.toString());
        return fault.map(reason -> command + ": " + reason);
    }
}
