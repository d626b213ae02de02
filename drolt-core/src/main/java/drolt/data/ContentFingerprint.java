package drolt.data;

import drolt.io.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over class names, and each image's label and {@linkplain ImageDataset#identify identity} in order: where that is
 * size and pixels, data sets of equal content have equal fingerprints, however they are stored. Computed when first
 * asked for, once; safe for several threads.
 */
final class ContentFingerprint {
    private final ImageDataset dataset;
    private @Nullable String value;

    ContentFingerprint(ImageDataset dataset) {
        this.dataset = dataset;
    }

    /** The hash in lower-case hex. */
    synchronized String value() {
        String known = value;
        if (known == null) {
            known = compute();
            value = known;
        }
        return known;
    }

    private String compute() {
        MessageDigest digest = Sha256.begin();
        ByteBuffer numbers = ByteBuffer.allocate(2 * Integer.BYTES);
        // lengths go in too, so that no two contents make the same stream of bytes
        digest.update(
                numbers.putInt(dataset.classCount()).putInt(dataset.size()).flip());
        for (String name : dataset.classNames()) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            digest.update(numbers.clear().putInt(bytes.length).flip());
            digest.update(bytes);
        }
        RgbImage image = new RgbImage();
        for (int index = 0; index < dataset.size(); index++) {
            digest.update(numbers.clear().putInt(dataset.label(index)).flip());
            dataset.identify(index, image, digest);
        }
        return Sha256.hex(digest);
    }
}
