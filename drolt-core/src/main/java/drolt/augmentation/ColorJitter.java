package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.random.RandomGenerator;

/** Changes brightness, contrast, saturation and hue by random amounts, in random order. */
final class ColorJitter implements Transform {
    private static final int CHANGES = 4;

    private final ColorJitterConfig config;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    ColorJitter(ColorJitterConfig config) {
        this.config = config;
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        if (!(random.nextDouble() < config.probability())) {
            return image;
        }
        int[] order = order(random);
        PixelOperation[] changes = {
            config.brightness() == 0 ? null : new Brightness(factor(config.brightness(), random)),
            config.contrast() == 0 ? null : new Contrast(factor(config.contrast(), random)),
            config.saturation() == 0 ? null : new Color(factor(config.saturation(), random)),
            config.hue() == 0 ? null : Hue.of(between(-config.hue(), config.hue(), random))
        };
        RgbImage result = image;
        for (int change : order) {
            PixelOperation operation = changes[change];
            if (operation != null) {
                result = operation.apply(result, result == image ? spare : image, workspaces.get());
            }
        }
        return result;
    }

    /** The four changes shuffled; drawn alike whichever of them happen. */
    private static int[] order(RandomGenerator random) {
        int[] order = {0, 1, 2, 3};
        for (int last = CHANGES - 1; last > 0; last--) {
            int chosen = random.nextInt(last + 1);
            int change = order[last];
            order[last] = order[chosen];
            order[chosen] = change;
        }
        return order;
    }

    private static float factor(double strength, RandomGenerator random) {
        return (float) between(Math.max(0, 1 - strength), 1 + strength, random);
    }

    private static double between(double from, double to, RandomGenerator random) {
        return from + (to - from) * random.nextDouble();
    }
}
