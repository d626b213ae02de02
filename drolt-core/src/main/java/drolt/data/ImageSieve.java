package drolt.data;

import drolt.configuration.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves out images that cannot be used or are damaged, where the data set's configuration says so. */
final class ImageSieve {
    private static final Logger LOG = LoggerFactory.getLogger(ImageSieve.class);
    private static final int MOST_NAMED = 3;

    private final @Nullable SkipBadImages skip;
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int seen;

    /**
     * @param bad null: none is left out
     */
    ImageSieve(@Nullable BadImageConfig bad) {
        skip = bad instanceof SkipBadImages config ? config : null;
    }

    /** What is left; decodes every image that was never decoded before. */
    ImageFiles pass(ImageFiles images) {
        if (skip == null) {
            return images;
        }
        List<Optional<String>> found = IntStream.range(0, images.size())
                .parallel()
                .mapToObj(at -> ImageCheck.damage(images, at))
                .toList();
        images.keepNotes();
        seen += images.size();
        IntStream.range(0, found.size()).filter(at -> found.get(at).isPresent()).forEach(at -> {
            leftOut.add(images.file(at).orElseThrow());
            faults.add(found.get(at).orElseThrow());
        });
        return images.at(IntStream.range(0, found.size())
                .filter(at -> found.get(at).isEmpty())
                .toArray());
    }

    /**
     * Paths of those that were left out, in the order in which they passed.
     *
     * @throws ConfigException if they are too many
     */
    List<String> leftOut() {
        if (skip != null && leftOut.size() > skip.largestShare() * seen) {
            throw new ConfigException(String.format(
                    Locale.ROOT,
                    "dataset.onBadImage: %d of %d images cannot be used, more than largestShare %s allows: %s; replace them"
                            + " or raise it",
                    leftOut.size(),
                    seen,
                    skip.largestShare(),
                    named()));
        }
        if (!leftOut.isEmpty()) {
            LOG.warn("left out {} of {} images, as dataset.onBadImage says: {}", leftOut.size(), seen, named());
        }
        return leftOut;
    }

    private String named() {
        int more = faults.size() - MOST_NAMED;
        return String.join("; ", faults.subList(0, Math.min(MOST_NAMED, faults.size())))
                + (more > 0 ? "; and " + more + " more" : "");
    }
}
