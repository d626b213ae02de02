package drolt.data;

import drolt.configuration.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/**
 * The two official binary layouts: records of label bytes, then 1,024 bytes each of red, green and blue, rows top to
 * bottom.
 *
 * <p>Any number of whole records is accepted, so that cut-down copies work.
 *
 * @param title what people call it
 * @param downloadName what {@code drolt data download} calls it
 * @param classCount number of classes
 * @param labelBytes label bytes of a record; the last one counts
 * @param trainFiles files of training images, in order
 * @param testFile file of test images
 * @param namesFile file of class names, one a line
 * @param folder folder in the authors' archive
 * @param archive the authors' archive
 * @param statistics of the pixels of the whole training set
 */
record CifarFormat(
        String title,
        String downloadName,
        int classCount,
        int labelBytes,
        List<String> trainFiles,
        String testFile,
        String namesFile,
        String folder,
        String archive,
        PixelStatistics statistics) {
    /** One label byte. */
    static final CifarFormat CIFAR10 = new CifarFormat(
            "CIFAR-10",
            "cifar-10",
            10,
            1,
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"),
            "test_batch.bin",
            "batches.meta.txt",
            "cifar-10-batches-bin",
            "cifar-10-binary.tar.gz",
            new PixelStatistics(new float[] {.4914f, .4822f, .4465f}, new float[] {.2470f, .2435f, .2616f}));

    /** A coarse label, which nothing here uses, then the fine one. */
    static final CifarFormat CIFAR100 = new CifarFormat(
            "CIFAR-100",
            "cifar-100",
            100,
            2,
            List.of("train.bin"),
            "test.bin",
            "fine_label_names.txt",
            "cifar-100-binary",
            "cifar-100-binary.tar.gz",
            new PixelStatistics(new float[] {.5071f, .4867f, .4408f}, new float[] {.2675f, .2565f, .2761f}));

    /** Number of training images in the official files of either size. */
    static final int TRAINING_IMAGES = 50_000;

    /** Rows and columns of an image. */
    static final int SIDE = 32;

    /** Pixels of an image, and bytes of one of its colour planes. */
    static final int PLANE_BYTES = SIDE * SIDE;

    private static final PixelStatistics RELEASED =
            new PixelStatistics(new float[] {.4914f, .4822f, .4465f}, new float[] {.2023f, .1994f, .2010f});

    int recordBytes() {
        return labelBytes + 3 * PLANE_BYTES;
    }

    PixelStatistics statistics(Normalization normalization) {
        return normalization == Normalization.RELEASED ? RELEASED : statistics;
    }

    /** Images from the raw bytes of one or more files, which are kept, not copied. */
    CifarImages images(List<CifarFiles.Content> files, List<String> classNames) {
        for (CifarFiles.Content file : files) {
            requireRecords(file);
        }
        return new CifarImages(
                this, files.stream().map(CifarFiles.Content::bytes).toList(), classNames);
    }

    private void requireRecords(CifarFiles.Content file) {
        byte[] bytes = file.bytes();
        if (bytes.length == 0 || bytes.length % recordBytes() != 0) {
            throw new ConfigException(file.name() + ": is cut short or not " + title + ": " + bytes.length
                    + " bytes are not one or more whole records of " + recordBytes() + "; " + mend());
        }
        for (int record = 0; record < bytes.length / recordBytes(); record++) {
            int label = label(bytes, record);
            if (label >= classCount) {
                throw new ConfigException(file.name() + ": label " + label + " in record " + record + " is outside 0.."
                        + (classCount - 1) + ", so this is damaged or not " + title + "; " + mend());
            }
        }
    }

    int label(byte[] bytes, int record) {
        return Byte.toUnsignedInt(bytes[record * recordBytes() + labelBytes - 1]);
    }

    /** The class names, one a line; blank lines are passed over. */
    List<String> classNames(CifarFiles.Content file) {
        List<String> names = new String(file.bytes(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        int distinct = new HashSet<>(names).size();
        if (names.size() != classCount || distinct != classCount) {
            throw new ConfigException(file.name() + ": holds " + names.size() + " class names, " + distinct
                    + " of them distinct, must be " + classCount + ", one a line; " + mend());
        }
        return names;
    }

    /** What the user can do about missing or broken files. */
    String mend() {
        return "remove that folder or archive and run 'drolt data download " + downloadName
                + "', or name another one with --data DIR";
    }
}
