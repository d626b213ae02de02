package drolt.data;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Images without pixels, in groups and with contents. */
record GroupedImages(
        int classCount,
        int[] labels,
        @Nullable String[] groups,
        @Nullable String[] contents) implements ImageDataset {
    /** Some classes, large and small groups of one class or of several, few equal files. */
    static GroupedImages random(Random random, int classes, int size, int groupCount, boolean mixed) {
        int[] labels = new int[size];
        @Nullable String[] groups = new String[size];
        @Nullable String[] contents = new String[size];
        for (int index = 0; index < size; index++) {
            labels[index] = random.nextInt(1 + random.nextInt(classes));
            int group = random.nextInt(1 + random.nextInt(groupCount));
            groups[index] = random.nextInt(20) == 0 ? null : "g" + group + (mixed ? "" : " of " + labels[index]);
            contents[index] = mixed && random.nextInt(10) == 0 ? "c" + random.nextInt(size) : null;
        }
        return new GroupedImages(classes, labels, groups, contents);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void read(int index, RgbImage target) {
        throw new AssertionError("a split reads no image");
    }

    @Override
    public List<String> classNames() {
        return IntStream.range(0, classCount).mapToObj(label -> "c" + label).toList();
    }

    @Override
    public String fingerprint() {
        throw new AssertionError("a split asks for no fingerprint");
    }

    @Override
    public Optional<String> content(int index) {
        return Optional.ofNullable(contents[index]);
    }

    @Override
    public Optional<String> group(int index) {
        return Optional.ofNullable(groups[index]);
    }
}
