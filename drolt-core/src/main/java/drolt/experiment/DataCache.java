package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.data.DatasetConfig;
import drolt.data.ImageCheck;
import drolt.data.ImageData;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The data set that was read last, for runs that follow one another on the same images.
 *
 * <p>It holds one and no more: CIFAR alone has 180 MB, and a table has several. Not thread-safe.
 */
public final class DataCache {
    private final Path dataFolder;
    private @Nullable DatasetConfig config;
    private @Nullable ImageData data;

    /**
     * @param dataFolder where data sets are looked for
     */
    public DataCache(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    /**
     * Reads a data set, unless it is the one that was read last, and looks whether its images can be used.
     *
     * @throws ConfigException as {@link DatasetConfig#load} and {@link ImageCheck#require}; then nothing is held
     */
    public ImageData load(DatasetConfig wanted) {
        if (data == null || !wanted.equals(config)) {
            data = null; // its memory is free before the other one is read
            config = wanted;
            ImageData read = wanted.load(dataFolder);
            ImageCheck.require(read);
            data = read;
        }
        return data;
    }
}
