package drolt.data;

import drolt.configuration.ConfigException;
import drolt.data.decoding.UnusableImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for images that cannot be used, before hours are spent on the others. */
public final class ImageCheck {
    private static final int MOST_NAMED = 3;

    private ImageCheck() {}

    /**
     * Looks at all images as {@link ImageDataset#fault} does: a few reads a file.
     *
     * @throws ConfigException if some cannot be used: the first of them and how many more, in one line
     */
    public static void require(ImageData data) {
        List<String> faults = new ArrayList<>();
        for (ImageDataset part : data.parts()) {
            faults.addAll(faults(part, part::fault));
        }
        if (!faults.isEmpty()) {
            String named = faults.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
            int more = faults.size() - MOST_NAMED;
            throw new ConfigException(named + (more > 0 ? "; and " + more + " more" : "") + "; replace "
                    + (faults.size() == 1 ? "it or take it" : "them or take them") + " out of the data set");
        }
    }

    /**
     * Decodes all images.
     *
     * @param decoded told after each one, from several threads at once
     * @return what is wrong with those that cannot be used: training images first, in the order of the data set
     */
    public static List<String> decode(ImageData data, Runnable decoded) {
        List<String> faults = new ArrayList<>();
        for (ImageDataset part : data.parts()) {
            faults.addAll(faults(part, index -> {
                Optional<String> fault = decode(part, index);
                decoded.run();
                return fault;
            }));
        }
        return faults;
    }

    private static Optional<String> decode(ImageDataset part, int index) {
        try {
            part.read(index, new RgbImage());
            return Optional.empty();
        } catch (UnusableImageException e) {
            return Optional.of(e.fault());
        }
    }

    private static List<String> faults(ImageDataset part, IntFunction<Optional<String>> look) {
        return IntStream.range(0, part.size())
                .parallel()
                .mapToObj(look)
                .flatMap(Optional::stream)
                .toList();
    }
}
