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
        return "a damaged image: `data inspect --decode` names it; one of which nothing can be shown, `predict` and"
                + " `train` refuse alike, in one line that names it, exit code 2";
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
            Optional<String> fault = fault(file, breakage, random.nextInt(3) == 0);
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

    private Optional<String> fault(Path file, ImageBreakage breakage, boolean train) throws IOException {
        Answer inspected = warm.run("data", "inspect", recipe.toString(), "--data", data.toString(), "--decode");
        boolean named = inspected.isRefusal() && (inspected.out() + inspected.err()).contains(file.toString());
        if (inspected.rudeness().isPresent() || inspected.exitCode() != 0 && !named) {
            return Optional.of("inspect: " + inspected.exitCode() + ": " + inspected.out() + inspected.err());
        }
        if (breakage.isCertain() && !named) {
            return Optional.of("inspect takes it for a whole image");
        }
        Answer predicted = warm.run("predict", trained.toString(), file.toString());
        Optional<String> fault = faultOfUse("predict", predicted, file, breakage.isUnreadable(), named);
        if (fault.isPresent() || !train) {
            return fault;
        }
        return faultOfUse("train", train(run), file, predicted.isRefusal(), predicted.isRefusal());
    }

    /**
     * What is wrong with how an image was used.
     *
     * @param must whether it must be refused
     * @param may whether it may be
     */
    private static Optional<String> faultOfUse(String command, Answer answer, Path file, boolean must, boolean may) {
        Optional<String> fault;
        if (answer.exitCode() == 0) {
            fault = must ? Optional.of("it is used: " + answer.err()) : answer.rudeness();
        } else {
            fault = may ? answer.notARefusalOf(file.toString()) : Optional.of("it is refused: " + answer.err());
        }
        return fault.map(reason -> command + ": " + reason);
    }
}
