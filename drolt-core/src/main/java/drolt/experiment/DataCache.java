package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.data.DatasetConfig;
import drolt.data.EqualFiles;
import drolt.data.ImageCheck;
import drolt.data.ImageData;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data set that was read last, for runs that follow one another on the same images.
 *
 * <p>It holds one and no more: CIFAR alone has 180 MB, and a table has several. Not thread-safe.
 */
public final class DataCache {
    private static final Logger LOG = LoggerFactory.getLogger(DataCache.class);

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
     * Reads a data set, unless it is the one that was read last, and sees to it that its images can be used: those that
     * were never decoded before are.
     *
     * @throws ConfigException as {@link DatasetConfig#load} and {@link ImageCheck#require}; then nothing is held
     */
    public ImageData load(DatasetConfig wanted) {
        if (data == null || !wanted.equals(config)) {
            data = null; // its memory is free before the other one is read
            config = wanted;
            ImageData read = wanted.load(dataFolder);
            ImageCheck.require(read);
            ImageCheck.requireDecodable(read);
            EqualFiles.of(read).warnings().forEach(LOG::warn);
            data = read;
        }
        return data;
    }
}
