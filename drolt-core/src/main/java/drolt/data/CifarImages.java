package drolt.data;

import java.util.List;

/** CIFAR images, held as the raw bytes of their files. */
final class CifarImages implements ImageDataset {
    private final CifarFormat format;
    private final List<byte[]> files;
    private final int[] firstIndices;
    private final int size;
    private final List<String> classNames;
    private final ContentFingerprint fingerprint = new ContentFingerprint(this);

    /** Images from checked files: whole records, labels in range. */
    CifarImages(CifarFormat format, List<byte[]> files, List<String> classNames) {
        this.format = format;
        this.files = List.copyOf(files);
        this.classNames = List.copyOf(classNames);
        firstIndices = new int[files.size()];
        int total = 0;
        for (int file = 0; file < firstIndices.length; file++) {
            firstIndices[file] = total;
            total += files.get(file).length / format.recordBytes();
        }
        size = total;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int label(int index) {
        int file = fileOf(index);
        return format.label(files.get(file), index - firstIndices[file]);
    }

    @Override
    public void read(int index, RgbImage target) {
        int file = fileOf(index);
        byte[] bytes = files.get(file);
        int red = (index - firstIndices[file]) * format.recordBytes() + format.labelBytes();
        int green = red + CifarFormat.PLANE_BYTES;
        int blue = green + CifarFormat.PLANE_BYTES;
        target.resize(CifarFormat.SIDE, CifarFormat.SIDE);
        byte[] pixels = target.pixels();
        for (int pixel = 0, out = 0; pixel < CifarFormat.PLANE_BYTES; pixel++) {
            pixels[out++] = bytes[red + pixel];
            pixels[out++] = bytes[green + pixel];
            pixels[out++] = bytes[blue + pixel];
        }
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public String fingerprint() {
        return fingerprint.value();
    }

    private int fileOf(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("image " + index + " of " + size);
        }
        int file = firstIndices.length - 1;
        while (index < firstIndices[file]) {
            file--;
        }
        return file;
    }
}
