package drolt.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import drolt.configuration.ConfigException;
import drolt.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that names the images of a long-tailed subset, in the JSON form that goes with LDAM's subsets.
 *
 * <pre>{@code {"imb_factor": 0.01, "rand_number": 0, "counts": [500, 477], "indices": [9470, 27272]} }</pre>
 *
 * <p>{@code imb_factor} is smallest over largest class, {@code rand_number} the seed of the draw, {@code counts} the
 * images of each class in label order, {@code indices} positions in the whole training set. No data set is named; a
 * foreign file is known by counts that differ from the labels at the indices.
 */
public final class SubsetIndexFile {
    private static final long MAX_BYTES = 256L << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final Json content;

    private SubsetIndexFile(Json content) {
        this.content = content;
    }

    private record Json(
            @JsonProperty("imb_factor") double imbFactor,
            @JsonProperty("rand_number") long randNumber,
            @JsonProperty("counts") int[] counts,
            @JsonProperty("indices") int[] indices) {}

    /**
     * Describes a subset that is in hand.
     *
     * @param dataset a {@link SubsetDataset}, else all images of a data set in order
     * @param imbalanceFactor largest over smallest class, as it was asked for; at least 1
     * @param seed the seed of the draw
     */
    public static SubsetIndexFile of(ImageDataset dataset, double imbalanceFactor, long seed) {
        SubsetDataset subset = dataset instanceof SubsetDataset own ? own : SubsetDataset.of(dataset, range(dataset));
        int[] counts = ClassCounts.of(dataset).toArray();
        return new SubsetIndexFile(new Json(1 / imbalanceFactor, seed, counts, subset.indices()));
    }

    private static int[] range(ImageDataset dataset) {
        return IntStream.range(0, dataset.size()).toArray();
    }

    /**
     * Reads a file and checks all that can be checked without its data set.
     *
     * @throws ConfigException if it cannot be read, or is no index file; names it
     */
    public static SubsetIndexFile read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ConfigException(file + ": has more than 256 MiB, so it is no index file");
            }
            return parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + e + "); name an index file", e);
        }
    }

    /** Reads the bytes of a file; {@code name} is for messages. */
    static SubsetIndexFile parse(byte[] bytes, String name) {
        @Nullable Json json;
        try {
            json = MAPPER.readValue(bytes, Json.class);
        } catch (JacksonException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ConfigException(
                    name + ": is no index file (" + reason + "); it must be JSON with imb_factor, rand_number, counts, "
                            + "indices",
                    e);
        }
        if (json == null) { // the word null alone is JSON, too
            throw new ConfigException(name + ": is no index file (it is empty)");
        }
        check(json, name);
        return new SubsetIndexFile(json);
    }

    private static void check(Json json, String name) {
        if (!(json.imbFactor > 0 && json.imbFactor <= 1)) {
            throw new ConfigException(name + ": imb_factor " + json.imbFactor
                    + " must lie in (0, 1], smallest over largest class; for example 0.01");
        }
        long total = 0;
        for (int count : json.counts) {
            if (count < 0) {
                throw new ConfigException(name + ": counts holds " + count + ", must be at least 0");
            }
            total += count;
        }
        if (total != json.indices.length) {
            throw new ConfigException(name + ": counts add up to " + total + ", but there are " + json.indices.length
                    + " indices; the file is cut short or was altered");
        }
        for (int index : json.indices) {
            if (index < 0) {
                throw new ConfigException(name + ": index " + index + " must be at least 0");
            }
        }
    }

    /** Images of each class. */
    public ClassCounts counts() {
        return ClassCounts.of(content.counts);
    }

    /** Positions in the whole training set. */
    public int[] indices() {
        return content.indices.clone();
    }

    /** Largest over smallest class, as it was asked for. */
    public double imbalanceFactor() {
        return 1 / content.imbFactor;
    }

    /** Seed of the draw. */
    public long seed() {
        return content.randNumber;
    }

    /**
     * The subset that the file names.
     *
     * @param all the whole training set
     * @param name the file's name, for messages
     * @throws ConfigException if the file was made for another data set, or names an image twice
     */
    public SubsetDataset subsetOf(ImageDataset all, String name) {
        if (content.counts.length != all.classCount()) {
            throw foreign(name, "counts " + content.counts.length + " classes, this one has " + all.classCount());
        }
        BitSet seen = new BitSet(all.size());
        int[] counts = new int[all.classCount()];
        for (int index : content.indices) {
            if (index >= all.size()) {
                throw foreign(name, "names image " + index + ", this one has " + all.size());
            }
            if (seen.get(index)) {
                throw new ConfigException(name + ": names image " + index + " twice; take a file that was not altered");
            }
            seen.set(index);
            counts[all.label(index)]++;
        }
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] != content.counts[label]) {
                throw foreign(
                        name,
                        "counts " + content.counts[label] + " images of class " + label + ", its indices point at "
                                + counts[label] + " of " + all.classNames().get(label));
            }
        }
        return SubsetDataset.of(all, content.indices);
    }

    private static ConfigException foreign(String name, String difference) {
        return new ConfigException(name + ": is for another data set: it " + difference
                + "; take the file that was made for this one, or leave dataset.indices out");
    }

    /**
     * Writes the file; equal subsets give equal bytes.
     *
     * @throws ConfigException if it cannot be written
     */
    public void write(Path file) {
        // Not by the mapper: the form of numbers and spaces is Python's, as in the files that this one stands beside
        AtomicFiles.writeString(file, toJson());
    }

    String toJson() {
        return "{\"imb_factor\": " + content.imbFactor + ", \"rand_number\": " + content.randNumber + ", \"counts\": "
                + Arrays.toString(content.counts) + ", \"indices\": "
                + Arrays.toString(content.indices) + "}";
    }
}
