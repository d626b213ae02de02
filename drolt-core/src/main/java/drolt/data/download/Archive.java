package drolt.data.download;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A .tar.gz that holds a data set.
 *
 * @param name what the command line calls it
 * @param uri where its authors offer it
 * @param sizeBytes its exact size; null where it is not known, then the checksum alone decides
 * @param checksum what it must hash to
 * @param folder the one folder that it holds, in which the data set is found once unpacked
 */
public record Archive(String name, URI uri, @Nullable Long sizeBytes, Checksum checksum, String folder) {
    /** CIFAR-10, binary version, by its authors. */
    public static final Archive CIFAR10 = new Archive(
            "cifar-10",
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            170_052_171L,
            new Checksum(Checksum.Algorithm.MD5, "c32a1d4ab5d03f1284b67883e8d87530"),
            "cifar-10-batches-bin");

    /** CIFAR-100, binary version, by its authors. */
    public static final Archive CIFAR100 = new Archive(
            "cifar-100",
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
            168_513_733L,
            new Checksum(Checksum.Algorithm.MD5, "03b5dce01913d631647c71ecec9e9cb8"),
            "cifar-100-binary");

    public Archive {
        if (sizeBytes != null && sizeBytes < 1) {
            throw new IllegalArgumentException("an archive of " + sizeBytes + " bytes");
        }
        if (folder.isBlank() || folder.contains("/") || folder.contains("\\") || folder.startsWith(".")) {
            throw new IllegalArgumentException("'" + folder + "' is no plain name of a folder");
        }
    }

    /** All archives that are known. */
    public static List<Archive> all() {
        return List.of(CIFAR10, CIFAR100);
    }
}
