package drolt.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pictures that look alike, though their files differ: copies of another size, format or quality.
 *
 * <p>A picture's hash has 128 bits: of its grey values on a grid of 9 x 8 and of 8 x 9 fields, whether each is brighter
 * than its right or lower neighbour. Alike are pictures whose hashes differ in at most 6 bits. Flat pictures have no hash.
 * After Krawetz, Kind of like that (2013), who takes one direction.
 */
public final class NearDuplicates {
    private static final int SIDE = 8;
    private static final int MOST_BITS = 6;
    private static final int BANDS = 8; // of 16 bits: where 6 bits differ, one band at least is equal
    private static final int BAND_BITS = 16;
    private static final int MOST_IN_A_BAND = 2_000; // of pictures in one band, all pairs are compared
    private static final int LEAST_CONTRAST = 8; // grey levels between the brightest field and the darkest

    private final List<Picture> pictures = new ArrayList<>();

    /** No pictures yet. */
    public NearDuplicates() {}

    /**
     * A picture.
     *
     * @param part which images it is of
     */
    private record Picture(String name, String part, String content, long across, long down) {
        int distance(Picture other) {
            return Long.bitCount(across ^ other.across) + Long.bitCount(down ^ other.down);
        }

        int band(int number) {
            long half = number < BANDS / 2 ? across : down;
            return (int) (half >>> (BAND_BITS * (number % (BANDS / 2))) & 0xffff);
        }
    }

    /** Takes a picture in; safe for several threads. */
    public void add(ImageCheck.DecodedImage image, String part) {
        String content = image.images().content(image.index()).orElse(null);
        if (content == null || !image.whole()) {
            return;
        }
        double[] across = fields(image.pixels(), SIDE, SIDE + 1);
        double[] down = fields(image.pixels(), SIDE + 1, SIDE);
        double contrast = Arrays.stream(across).max().orElse(0)
                - Arrays.stream(across).min().orElse(0);
        if (contrast >= LEAST_CONTRAST) {
            Picture picture = new Picture(
                    image.images().name(image.index()),
                    part,
                    content,
                    bits(across, SIDE + 1, 1),
                    bits(down, SIDE, SIDE));
            synchronized (pictures) {
                pictures.add(picture);
            }
        }
    }

    /** Means of the grey values in equal fields. */
    private static double[] fields(RgbImage image, int rows, int columns) {
        double[] sums = new double[rows * columns];
        int[] counts = new int[rows * columns];
        byte[] pixels = image.pixels();
        for (int y = 0; y < image.height(); y++) {
            int row = (int) ((long) y * rows / image.height()) * columns;
            for (int x = 0; x < image.width(); x++) {
                int field = row + (int) ((long) x * columns / image.width());
                int at = 3 * (y * image.width() + x);
                sums[field] +=
                        0.299 * (pixels[at] & 0xff) + 0.587 * (pixels[at + 1] & 0xff) + 0.114 * (pixels[at + 2] & 0xff);
                counts[field]++;
            }
        }
        for (int field = 0; field < sums.length; field++) {
            sums[field] /= Math.max(1, counts[field]);
        }
        return sums;
    }

    /** A bit for each pair of neighbours. */
    private static long bits(double[] fields, int columns, int step) {
        long bits = 0;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                int field = row * columns + column;
                bits = bits << 1 | (fields[field] > fields[field + step] ? 1 : 0);
            }
        }
        return bits;
    }

    /**
     * Pairs of names of pictures that are alike and no equal files, those of different parts first, in the order of the
     * names.
     */
    public List<Pair> pairs() {
        List<Picture> sorted = new ArrayList<>(pictures);
        sorted.sort((one, other) -> one.name.compareTo(other.name));
        Set<Pair> pairs = new HashSet<>();
        for (int band = 0; band < BANDS; band++) {
            Map<Integer, List<Picture>> equal = new HashMap<>();
            for (Picture picture : sorted) {
                equal.computeIfAbsent(picture.band(band), any -> new ArrayList<>())
                        .add(picture);
            }
            equal.values().stream()
                    .filter(group -> group.size() <= MOST_IN_A_BAND)
                    .forEach(group -> addPairs(group, pairs));
        }
        return pairs.stream().sorted().toList();
    }

    private static void addPairs(List<Picture> group, Set<Pair> pairs) {
        for (int first = 0; first < group.size(); first++) {
            for (int second = first + 1; second < group.size(); second++) {
                Picture one = Objects.requireNonNull(group.get(first));
                Picture other = Objects.requireNonNull(group.get(second));
                if (!one.content.equals(other.content) && one.distance(other) <= MOST_BITS) {
                    pairs.add(new Pair(one.name, other.name, !one.part.equals(other.part)));
                }
            }
        }
    }

    /**
     * Two pictures that are alike.
     *
     * @param apart whether one is trained on and the other measured on
     */
    public record Pair(String one, String other, boolean apart) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair that) {
            int first = Boolean.compare(that.apart, apart);
            int second = first == 0 ? one.compareTo(that.one) : first;
            return second == 0 ? other.compareTo(that.other) : second;
        }
    }
}
