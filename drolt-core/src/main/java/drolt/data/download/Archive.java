package drolt.data.download;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A .tar.gz that holds a data set.
 *
 * <p>The MD5 sums are those of the authors' page. The SHA-256 sums of the same addresses and sizes are those that
 * TensorFlow Datasets publishes in {@code url_checksums/cifar10.txt} and {@code cifar100.txt}.
 *
 * @param name what the command line calls it
 * @param uri where its authors offer it
 * @param sizeBytes its exact size; null where it is not known, then the checksums alone decide
 * @param checksums what it must hash to, by every algorithm listed; at least one
 * @param folder the one folder that it holds, in which the data set is found once unpacked
 */
public record Archive(String name, URI uri, @Nullable Long sizeBytes, List<Checksum> checksums, String folder) {
    /** CIFAR-10, binary version, by its authors. */
    public static final Archive CIFAR10 = new Archive(
            "cifar-10",
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            170_052_171L,
            List.of(
                    new Checksum(Checksum.Algorithm.MD5, "c32a1d4ab5d03f1284b67883e8d87530"),
                    new Checksum(
                            Checksum.Algorithm.SHA_256,
                            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")),
            "cifar-10-batches-bin");

    /** CIFAR-100, binary version, by its authors. */
    public static final Archive CIFAR100 = new Archive(
            "cifar-100",
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
            168_513_733L,
            List.of(
                    new Checksum(Checksum.Algorithm.MD5, "03b5dce01913d631647c71ecec9e9cb8"),
                    new Checksum(
                            Checksum.Algorithm.SHA_256,
                            "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec")),
            "cifar-100-binary");

    public Archive {
        checksums = List.copyOf(checksums);
        if (checksums.isEmpty()) {
            throw new IllegalArgumentException("an archive without a checksum");
        }
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
