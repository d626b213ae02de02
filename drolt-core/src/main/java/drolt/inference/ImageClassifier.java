package drolt.inference;

import drolt.configuration.ConfigException;
import drolt.data.RgbImage;
import drolt.data.decoding.ImageDecoder;
import drolt.data.decoding.UnusableImageException;
import drolt.loading.HostBatch;
import drolt.model.ForwardPass;
import drolt.model.Network;
import drolt.tensor.MemoryLayout;
import drolt.tensor.NoGrad;
import drolt.tensor.Precision;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A trained network for new images: shows and normalises them as it was measured, and gives probabilities of classes.
 *
 * <p>{@code drolt.experiment.FinishedRun} opens one from a finished run. Images pass through the network in batches
 * of the size that evaluation takes, which can change the last bits of a probability. Owns the network; close it. Not for
 * several threads at once; images are decoded on several.
 */
public final class ImageClassifier implements AutoCloseable {
    private final Network network;
    private final List<String> classNames;
    private final ImageInput input;
    private final ImageTensors images;
    private final Precision precision;

    /**
     * Takes a network over.
     *
     * @param network with a classifier of as many classes as there are names, arranged in {@code layout}
     * @param classNames in label order
     */
    public ImageClassifier(
            Network network, List<String> classNames, ImageInput input, Precision precision, MemoryLayout layout) {
        this.network = network;
        this.classNames = List.copyOf(classNames);
        this.input = input;
        this.images = new ImageTensors(input.statistics(), layout);
        this.precision = precision;
    }

    /** Names of the classes, in label order. */
    public List<String> classNames() {
        return classNames;
    }

    /**
     * Classifies image files: JPEG, PNG, WebP, BMP, GIF, TIFF.
     *
     * @return one for each file, in their order
     * @throws ConfigException at the first that is missing, damaged, no image or of a size that is refused; one line that
     *     names the file
     */
    public List<Classification> classify(List<Path> files) {
        Gathering gathering = new Gathering();
        classify(files, gathering);
        return gathering.classifications;
    }

    /** Classifies image files, reports each to the listener, and continues after those that it cannot classify. */
    public void classify(List<Path> files, ClassificationListener listener) {
        classify(files.size(), index -> read(files.get(index)), index -> String.valueOf(files.get(index)), listener);
    }

    /**
     * Classifies images in memory, which stay as they are.
     *
     * @return one for each image, in their order
     * @throws ConfigException at the first of a size that is refused; one line that names its position, from 0
     */
    public List<Classification> classifyImages(List<RgbImage> pictures) {
        Gathering gathering = new Gathering();
        classify(pictures.size(), index -> copy(pictures.get(index)), index -> "image " + index, gathering);
        return gathering.classifications;
    }

    private static RgbImage read(Path file) {
        RgbImage image = new RgbImage();
        try {
            ImageDecoder.read(file, image);
        } catch (UnusableImageException e) { // its mend is that of a data set
            throw new ConfigException(e.fault() + "; give the model another image", e);
        }
        return image;
    }

    private static RgbImage copy(RgbImage image) {
        RgbImage copy = new RgbImage(image.height(), image.width());
        System.arraycopy(image.pixels(), 0, copy.pixels(), 0, image.length());
        return copy;
    }

    private void classify(
            int size, IntFunction<RgbImage> source, IntFunction<String> names, ClassificationListener listener) {
        byte[] pixels = new byte[Math.multiplyExact(Math.min(size, Evaluator.BATCH_SIZE), input.bytes())];
        for (int start = 0; start < size; start += Evaluator.BATCH_SIZE) {
            int first = start;
            int count = Math.min(Evaluator.BATCH_SIZE, size - start);
            Map<Integer, ConfigException> refusals =
                    load(count, row -> input.show(source.apply(first + row), names.apply(first + row)), pixels);
            BatchAnswer answer = answer(pixels, count);
            for (int row = 0; row < count; row++) {
                tell(first + row, names, refusals.get(row), answer, row, listener);
            }
        }
    }

    /**
     * Fills a batch; an image that cannot be had is black there, which changes nothing for the others.
     *
     * @return why, by row, for those that cannot be had
     */
    private Map<Integer, ConfigException> load(int count, IntFunction<RgbImage> shown, byte[] pixels) {
        int bytes = input.bytes();
        Map<Integer, ConfigException> refusals = new ConcurrentHashMap<>();
        IntStream.range(0, count).parallel().forEach(row -> {
            try {
                System.arraycopy(shown.apply(row).pixels(), 0, pixels, row * bytes, bytes);
            } catch (ConfigException e) {
                refusals.put(row, e);
                Arrays.fill(pixels, row * bytes, (row + 1) * bytes, (byte) 0);
            }
        });
        return refusals;
    }

    /** What the network says of a batch, all row-major: [B, C], [B, C] and [B, D]. */
    private record BatchAnswer(float[] probabilities, float[] losses, float[] features, int size) {
        float[] row(float[] values, int row) {
            int length = values.length / size;
            return Arrays.copyOfRange(values, row * length, (row + 1) * length);
        }
    }

    private BatchAnswer answer(byte[] pixels, int count) {
        int[] unknown = new int[count];
        HostBatch batch = new HostBatch(pixels, unknown, unknown, count, 1, input.height(), input.width());
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open()) {
            ForwardPass pass = network.forward(images.of(batch), false, precision);
            return new BatchAnswer(
                    Tensors.toFloats(pass.logits().softmax(1)),
                    Tensors.toFloats(pass.logits().log_softmax(1).neg()),
                    Tensors.toFloats(pass.features()),
                    count);
        }
    }

    private void tell(
            int index,
            IntFunction<String> names,
            @Nullable ConfigException refusal,
            BatchAnswer answer,
            int row,
            ClassificationListener listener) {
        float[] probabilities = answer.row(answer.probabilities, row);
        if (refusal != null) {
            listener.refused(index, refusal);
        } else if (isFinite(probabilities)) {
            listener.classified(
                    index,
                    new Classification(
                            probabilities,
                            answer.row(answer.losses, row),
                            answer.row(answer.features, row),
                            classNames));
        } else {
            listener.refused(
                    index,
                    new ConfigException(names.apply(index)
                            + ": the network gives no finite numbers for it; train it anew with a lower"
                            + " learning rate"));
        }
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        images.close();
        network.close();
    }

    /** Keeps all, and ends at the first that is refused. */
    private static final class Gathering implements ClassificationListener {
        private final List<Classification> classifications = new ArrayList<>();

        @Override
        public void classified(int index, Classification classification) {
            classifications.add(classification);
        }

        @Override
        public void refused(int index, ConfigException reason) {
            throw reason;
        }
    }
}
