package drolt.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The official training lists, of which it is known what they name, so that a plan needs no file. */
enum OfficialList {
    /** Liu et al., Large-Scale Long-Tailed Recognition in an Open World. */
    IMAGENET_LT("ImageNet_LT_train.txt", 115_846, 1_000, 1_280),
    /** Liu et al. */
    PLACES_LT("Places_LT_train.txt", 62_500, 365, 4_980),
    /** Kang et al., of the competition's images. */
    INATURALIST18("iNaturalist18_train.txt", 437_513, 8_142, 1_000);

    /** What photographs are usually cut to; a recipe that cuts them otherwise says so. */
    private static final int SIDE = 224;

    private final String fileName;
    private final int images;
    private final int classes;
    private final int largestClass;

    OfficialList(String fileName, int images, int classes, int largestClass) {
        this.fileName = fileName;
        this.images = images;
        this.classes = classes;
        this.largestClass = largestClass;
    }

    /** How much a list of this name holds; empty where it is none of these. */
    static Optional<DataSize> size(String list) {
        Path name = Path.of(list).getFileName();
        return Stream.of(values())
                .filter(official -> name != null && official.fileName.equals(name.toString()))
                .map(official -> new DataSize(official.images, official.classes, official.largestClass, SIDE, SIDE))
                .findFirst();
    }
}
