package drolt.loading;

import drolt.data.ImageDataset;
import drolt.data.RgbImage;
import java.util.List;
import java.util.stream.IntStream;

/** Images whose every byte follows from index and place; label is the index modulo 5. */
record GeneratedImages(int size, int height, int width) implements ImageDataset {
    @Override
    public int label(int index) {
        return index % 5;
    }

    @Override
    public void read(int index, RgbImage target) {
        target.resize(height, width);
        for (int at = 0; at < target.length(); at++) {
            target.pixels()[at] = pixel(index, at);
        }
    }

    @Override
    public List<String> classNames() {
        return List.of("a", "b", "c", "d", "e");
    }

    @Override
    public String fingerprint() {
        return toString();
    }

    static List<Byte> pixels(int index, int height, int width) {
        return IntStream.range(0, height * width * 3)
                .mapToObj(at -> pixel(index, at))
                .toList();
    }

    private static byte pixel(int index, int at) {
        return (byte) (index * 31 + at * at + at);
    }
}
