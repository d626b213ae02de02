package drolt.benchmark;

import drolt.augmentation.RandomFlip;
import drolt.augmentation.RandomResizedCropConfig;
import drolt.augmentation.Transform;
import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import drolt.data.decoding.ImageDecoder;
import drolt.loading.BatchLoader;
import drolt.loading.BatchPlan;
import drolt.loading.HostBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How many photographs a second are decoded on one thread, and made into batches by several: pictures of 500 x 375 that are
 * drawn here, in files of a folder that the caller gives.
 *
 * <p>Decoding is held against the reader that ImageIO names first, alone: without turning upright and without copying.
 */
public final class PipelineBenchmark {
    private static final int FILES = 32;
    private static final int BATCH = 16;
    private static final int SIDE = 224;

    private final Rounds rounds;
    private final Path folder;

    /**
     * @param rounds after one that warms up
     * @param stepsPerRound images of each format a round; as many times a batch for each thread
     * @param folder where the files are written; the caller removes it
     */
    public PipelineBenchmark(int rounds, int stepsPerRound, Path folder) {
        this.rounds = new Rounds(rounds, stepsPerRound);
        this.folder = folder;
    }

    /** Images a second on one thread, a figure for each format. */
    public List<BenchmarkFigure> decoding() throws IOException {
        List<BenchmarkFigure> figures = new ArrayList<>();
        for (PhotoFormat format : PhotoFormat.values()) {
            Path file = Files.write(folder.resolve("photo-" + format.name()), format.write(1));
            RgbImage image = new RgbImage();
            double[] seconds = rounds.secondsPerStep(
                    () -> readByImageIo(file, format.readerName()), () -> ImageDecoder.read(file, image));
            figures.add(new BenchmarkFigure(
                    "decode, " + format.title(),
                    1 / seconds[1],
                    "images/s",
                    seconds[0] / seconds[1],
                    null,
                    null,
                    "one thread, " + kilobytes(Files.size(file)) + " kB, against ImageIO's first reader alone, "
                            + rate(1 / seconds[0]) + " images/s"));
        }
        return figures;
    }

    /**
     * Images a second of decoding baseline JPEGs, {@code random-resized-crop} and flip, in batches.
     *
     * @param threads loader threads, beside which one alone is measured
     */
    public List<BenchmarkFigure> loading(int threads) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int at = 0; at < FILES; at++) {
            files.add(Files.write(folder.resolve("photo-" + at + ".jpg"), PhotoFormat.BASELINE_JPEG.write(at)));
        }
        Photos photos = new Photos(files);
        double[] seconds = rounds.secondsPerStep(() -> load(photos, threads, 1), () -> load(photos, threads, threads));
        String work = "decode, random-resized-crop to " + SIDE + ", flip, batches of " + BATCH;
        int images = threads * BATCH;
        double one = images / seconds[0];
        return List.of(
                BenchmarkFigure.reported("load, 1 loader thread", one, "images/s", work),
                new BenchmarkFigure(
                        "load, " + threads + " loader threads",
                        images / seconds[1],
                        "images/s",
                        seconds[0] / seconds[1],
                        null,
                        null,
                        work + ", against 1 thread"));
    }

    /** One step: some batches, of files that repeat. */
    private static void load(Photos photos, int batches, int threads) {
        List<Transform> transforms = List.of(
                new RandomResizedCropConfig(SIDE, List.of(0.08, 1.0), List.of(0.75, 4 / 3.0)).build(),
                new RandomFlip(0.5).build());
        int[] draws = IntStream.range(0, batches * BATCH).map(at -> at % FILES).toArray();
        try (BatchLoader loader =
                BatchLoader.open(photos, transforms, draws, new BatchPlan(BATCH, true, 1, 0, 0, threads, threads))) {
            @Nullable HostBatch batch = loader.next();
            while (batch != null) {
                batch = loader.next();
            }
        }
    }

    private static void readByImageIo(Path file, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream stream =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            reader.setInput(stream, true, true);
            reader.read(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reader.dispose();
        }
    }

    private static String rate(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static long kilobytes(long bytes) {
        return Math.round(bytes / 1e3);
    }

    /** Files of one class. */
    private record Photos(List<Path> files) implements ImageDataset {
        @Override
        public int size() {
            return files.size();
        }

        @Override
        public int label(int index) {
            return 0;
        }

        @Override
        public void read(int index, RgbImage target) {
            ImageDecoder.read(files.get(index), target);
        }

        @Override
        public List<String> classNames() {
            return List.of("photo");
        }

        @Override
        public String fingerprint() {
            return "photos-" + files.size();
        }
    }
}
