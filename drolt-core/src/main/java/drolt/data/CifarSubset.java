package drolt.data;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which training images of CIFAR are used; common to both sizes.
 *
 * <p>The draw is that of LDAM's released program, to the image: classes in label order, each class's positions in the
 * order of the files, shuffled, the first ones kept.
 */
record CifarSubset(
        LongTailProfile profile,
        double imbalanceFactor,
        long seed,
        @Nullable String indices,
        FewShotCut cut) {

    static void requireValid(double imbalanceFactor, long seed, @Nullable String indices) {
        if (!(imbalanceFactor >= 1 && Double.isFinite(imbalanceFactor))) {
            throw new InvalidValueException(
                    "imbalanceFactor",
                    imbalanceFactor,
                    "must be at least 1, largest over smallest class; for example 100");
        }
        if (seed < 0 || seed > NumpyLegacyRandom.LARGEST_SEED) {
            throw new InvalidValueException(
                    "subsetSeed", seed, "must lie in 0.." + NumpyLegacyRandom.LARGEST_SEED + "; for example 0");
        }
        if (indices != null && !isPath(indices)) {
            throw new InvalidValueException(
                    "indices",
                    "'" + indices.strip() + "'",
                    "must be the path of an index file, or null; for example cifar100_lt_if100.json");
        }
    }

    private static boolean isPath(String text) {
        try {
            return !text.isBlank() && Path.of(text).getFileName() != null;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    ImageData load(CifarFormat format, Normalization normalization, Path dataFolder) {
        List<CifarFiles.Content> files = new CifarFiles(format).read(dataFolder);
        int trainFiles = format.trainFiles().size();
        List<String> names = format.classNames(files.get(trainFiles + 1));
        ImageDataset all = format.images(files.subList(0, trainFiles), names);
        ImageDataset test = format.images(files.subList(trainFiles, trainFiles + 1), names);
        return new ImageData(choose(all, dataFolder), test, format.statistics(normalization));
    }

    private ImageDataset choose(ImageDataset all, Path dataFolder) {
        ImageDataset chosen;
        String origin;
        if (indices != null) {
            Path file = locate(indices, dataFolder);
            chosen = SubsetIndexFile.read(file).subsetOf(all, file.toString());
            origin = file + ": leaves";
        } else if (profile == LongTailProfile.NONE) {
            chosen = all; // in the order of the files
            origin = dataFolder + ": has";
        } else {
            chosen = draw(all);
            origin = "dataset.imbalanceFactor: " + imbalanceFactor + " leaves";
        }
        chosen = cut.of(chosen);
        ClassCounts counts = ClassCounts.of(chosen);
        for (int label = 0; label < counts.classCount(); label++) {
            if (counts.of(label) == 0) {
                throw new ConfigException(origin + " class " + label + " ("
                        + all.classNames().get(label)
                        + ") no training image; every class needs one: "
                        + (indices == null ? "take a smaller imbalance factor or more data" : "take another file"));
            }
        }
        return chosen;
    }

    /** What the official files give; empty where an index file chooses. */
    Optional<DataSize> size(CifarFormat format, double validationShare) {
        if (indices != null) {
            return Optional.empty();
        }
        double largest = (double) CifarFormat.TRAINING_IMAGES / format.classCount();
        ClassCounts counts = cut.of(profile.counts(largest, imbalanceFactor, format.classCount()));
        return Optional.of(
                DataSize.of(ValidationSplit.kept(counts, validationShare), CifarFormat.SIDE, CifarFormat.SIDE));
    }

    /** The long-tailed subset, in label order. */
    SubsetDataset draw(ImageDataset all) {
        double largest = (double) all.size() / all.classCount();
        ClassCounts counts = profile.counts(largest, imbalanceFactor, all.classCount());
        NumpyLegacyRandom random = new NumpyLegacyRandom(seed);
        int[] chosen = new int[all.size()];
        int length = 0;
        int[][] positions = ClassPositions.of(all);
        for (int label = 0; label < positions.length; label++) {
            random.shuffle(positions[label]);
            int count = Math.min(counts.of(label), positions[label].length); // they are equal in the official files
            System.arraycopy(positions[label], 0, chosen, length, count);
            length += count;
        }
        return SubsetDataset.of(all, Arrays.copyOf(chosen, length));
    }

    private static Path locate(String indices, Path dataFolder) {
        Path here = Path.of(indices);
        Path there = dataFolder.resolve(indices);
        if (Files.exists(here)) {
            return here;
        } else if (Files.exists(there)) {
            return there;
        }
        throw new ConfigException("dataset.indices: there is no " + here + (here.isAbsolute() ? "" : ", nor " + there)
                + ": name an index file, or leave the key out to draw the subset");
    }
}
