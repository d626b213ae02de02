package drolt.cli.campaign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;

/** Ways in which files of images break. */
enum ImageBreakage {
    /** Nothing is in it. */
    EMPTY(true, true) {
        @Override
        byte[] of(byte[] whole, Random random) {
            return new byte[0];
        }
    },
    /** A download that broke off. */
    CUT_SHORT(true, false) {
        @Override
        byte[] of(byte[] whole, Random random) {
            return Arrays.copyOf(whole, 1 + random.nextInt(whole.length * 9 / 10));
        }
    },
    /** An error page under an image's name. */
    A_WEB_PAGE(true, true) {
        @Override
        byte[] of(byte[] whole, Random random) {
            return "<!DOCTYPE html><title>404</title>".getBytes(StandardCharsets.UTF_8);
        }
    },
    /** No format at all. */
    NOISE(true, true) {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] noise = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(noise);
            return noise;
        }
    },
    /** A PNG of a few bytes that says to be millions of pixels wide. */
    A_HUGE_SIZE(true, true) {
        @Override
        byte[] of(byte[] whole, Random random) {
            ByteBuffer png = ByteBuffer.allocate(8 + 4 + 4 + 13 + 4);
            png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                    .putInt(13);
            png.put("IHDR".getBytes(StandardCharsets.US_ASCII));
            png.putInt(1 + random.nextInt(Integer.MAX_VALUE)).putInt(100_000_000 + random.nextInt(100_000_000));
            png.put(new byte[] {8, 2, 0, 0, 0});
            CRC32 crc = new CRC32();
            crc.update(png.array(), 12, 17);
            return png.putInt((int) crc.getValue()).array();
        }
    },
    /** Sectors that were never written. */
    ZEROS(false, false) {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] broken = whole.clone();
            int from = random.nextInt(broken.length);
            Arrays.fill(broken, from, from + random.nextInt(broken.length - from + 1), (byte) 0);
            return broken;
        }
    },
    /** A few bits that are others, which may leave a whole image with other pixels. */
    FLIPPED_BITS(false, false) {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] broken = whole.clone();
            int flips = 1 + random.nextInt(4);
            for (int i = 0; i < flips; i++) {
                broken[random.nextInt(random.nextBoolean() ? 64 : broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return broken;
        }
    },
    /** Bytes inserted, doubled, taken out. */
    OTHER_BYTES(false, false) {
        @Override
        byte[] of(byte[] whole, Random random) {
            return new ByteMutation(random).of(whole);
        }
    };

    private final boolean certain;
    private final boolean unreadable;

    ImageBreakage(boolean certain, boolean unreadable) {
        this.certain = certain;
        this.unreadable = unreadable;
    }

    /** Broken bytes of a whole image. */
    abstract byte[] of(byte[] whole, Random random);

    /** Whether nothing that is left can be taken for the whole image. */
    boolean isCertain() {
        return certain;
    }

    /** Whether no part of it can be shown. */
    boolean isUnreadable() {
        return unreadable;
    }

    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
