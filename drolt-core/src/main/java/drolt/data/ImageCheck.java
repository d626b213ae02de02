package drolt.data;

import drolt.configuration.ConfigException;
import drolt.data.decoding.ImageFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for images that cannot be used, before hours are spent on the others. */
public final class ImageCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ImageCheck.class);
    private static final int MOST_NAMED = 3;
    private static final int WORTH_A_WORD = 5_000;

    private ImageCheck() {}

    /**
     * Looks at all images as {@link ImageDataset#fault} does, without decoding them.
     *
     * @throws ConfigException if some cannot be used: the first of them and how many more, in one line
     */
    public static void require(ImageData data) {
        refuse(faults(data, part -> part::fault));
    }

    /**
     * Decodes all images that are not known to be whole, so that none ends a training that has begun. Those that can be
     * read with pixels missing are a warning.
     *
     * @throws ConfigException as {@link #require}
     */
    public static void requireDecodable(ImageData data) {
        int unknown = data.parts().stream()
                .mapToInt(part -> (int) IntStream.range(0, part.size())
                        .filter(index -> !part.isKnownWhole(index))
                        .count())
                .sum();
        if (unknown >= WORTH_A_WORD) {
            LOG.warn("decodes {} images once, to see that none is damaged", unknown);
        }
        List<ImageFault> found = new ArrayList<>();
        for (ImageDataset part : data.parts()) {
            found.addAll(IntStream.range(0, part.size())
                    .parallel()
                    .filter(index -> !part.isKnownWhole(index))
                    .mapToObj(index -> part.damage(index, new RgbImage()))
                    .flatMap(Optional::stream)
                    .toList());
            part.keepNotes();
        }
        refuse(found.stream()
                .filter(fault -> !fault.readable())
                .map(ImageFault::text)
                .toList());
        if (!found.isEmpty()) {
            LOG.warn(
                    "{} and are used with what can be read of them; dataset.onBadImage: {kind: skip} leaves them out",
                    named(found.stream().map(ImageFault::text).toList()));
        }
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new ConfigException(named(faults) + "; replace "
                    + (faults.size() == 1 ? "it or take it" : "them or take them") + " out of the data set");
        }
    }

    private static String named(List<String> faults) {
        int more = faults.size() - MOST_NAMED;
        return faults.stream().limit(MOST_NAMED).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    /** What is wrong with an image, in one line; decodes it unless it is known to be whole. */
    static Optional<String> damage(ImageDataset images, int index) {
        return images.fault(index)
                .or(() -> images.isKnownWhole(index)
                        ? Optional.empty()
                        : images.damage(index, new RgbImage()).map(ImageFault::text));
    }

    /**
     * Decodes all images.
     *
     * @param decoded is given each one, from several threads at once
     * @return what is wrong with those that are damaged or cannot be used: training images first, in the order of the
     *     data set
     */
    public static List<String> decode(ImageData data, Consumer<DecodedImage> decoded) {
        List<String> faults = faults(data, part -> index -> {
            RgbImage image = new RgbImage();
            Optional<ImageFault> fault = part.damage(index, image);
            decoded.accept(new DecodedImage(part, index, image, fault.isEmpty()));
            return fault.map(ImageFault::text);
        });
        data.parts().forEach(ImageDataset::keepNotes);
        return faults;
    }

    /**
     * An image that was decoded.
     *
     * @param whole whether nothing is wrong with it
     */
    public record DecodedImage(ImageDataset images, int index, RgbImage pixels, boolean whole) {}

    /** How to look at the images of a part. */
    private interface Look {
        IntFunction<Optional<String>> at(ImageDataset part);
    }

    private static List<String> faults(ImageData data, Look look) {
        List<String> faults = new ArrayList<>();
        for (ImageDataset part : data.parts()) {
            faults.addAll(IntStream.range(0, part.size())
                    .parallel()
                    .mapToObj(look.at(part))
                    .flatMap(Optional::stream)
                    .toList());
        }
        return faults;
    }
}
