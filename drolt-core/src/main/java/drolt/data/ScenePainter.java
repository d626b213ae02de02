package drolt.data;

/**
 * Paints one image of the embedded data set: a textured object on a cluttered ground, lit, partly hidden, noisy.
 *
 * <p>Only shape and texture tell the class; place, size, turn, proportions, colours, light, clutter and occlusion are
 * drawn alike for all classes, so no pixel's value says anything about the class by itself. All arithmetic is of the
 * exactly rounded kind ({@code + - * /}, square root, rounding) besides {@link StrictMath}: the same bits everywhere.
 */
final class ScenePainter {
    private static final double FULL_TURN = 6.283185307179586;
    private static final int GROUND_CELLS = 4;
    private static final int MAX_CLUTTER = 4;
    private static final double OCCLUSION_PROBABILITY = 0.35;
    private static final double OBJECT_CONTRAST = 100;
    private static final double TEXTURE_CONTRAST = 110;

    private final SceneRandom random;
    private final SceneCanvas canvas;
    private final double variation;

    private ScenePainter(SceneRandom random, int side, double variation) {
        this.random = random;
        this.canvas = new SceneCanvas(side);
        this.variation = variation;
    }

    /**
     * An image of {@code side * side * 3} bytes in {@link RgbImage}'s order.
     *
     * @param variation share in [0, 1] of the ranges that turn, place, size, proportions and light are drawn from, and of
     *     the clutter and occlusion
     */
    static byte[] paint(SceneShape shape, SceneTexture texture, int side, SceneRandom random, double variation) {
        return new ScenePainter(random, side, variation).paint(shape, texture);
    }

    /** A draw from the part of a range around its middle that {@link #variation} leaves. */
    private double varied(double low, double high) {
        double middle = (low + high) / 2;
        return variation == 1
                ? random.uniform(low, high)
                : random.uniform(middle + (low - middle) * variation, middle + (high - middle) * variation);
    }

    private byte[] paint(SceneShape shape, SceneTexture texture) {
        SceneColor ground = SceneColor.any(random);
        SceneColor ground2 = ground.towards(SceneColor.any(random), random.uniform(0, 0.6));
        SceneColor body = SceneColor.unlike(random, OBJECT_CONTRAST, ground, ground2);
        SceneColor pattern = SceneColor.unlike(random, TEXTURE_CONTRAST, body);

        paintGround(ground, ground2);
        int clutter = (int) (random.below(MAX_CLUTTER + 1) * variation);
        for (int i = 0; i < clutter; i++) {
            paintBar(SceneColor.any(random), random.uniform(0.8, 2.5), random.uniform(0.8, 5.0), 0.5);
        }
        paintObject(shape, texture, body, pattern);
        if (random.chance(OCCLUSION_PROBABILITY * variation)) {
            paintBar(SceneColor.any(random), random.uniform(1.0, 1.8), random.uniform(4, 12), 0.25);
        }
        paintLight();
        return canvas.develop(random, random.uniform(3, 14));
    }

    /** Two colours, mixed by random shares on a coarse lattice with straight interpolation between. */
    private void paintGround(SceneColor first, SceneColor second) {
        double[] share = new double[(GROUND_CELLS + 1) * (GROUND_CELLS + 1)];
        for (int i = 0; i < share.length; i++) {
            share[i] = random.uniform(0, 1);
        }
        int side = canvas.side();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                canvas.blend(x, y, first, 1);
                canvas.blend(x, y, second, latticeValue(share, (double) x / side, (double) y / side));
            }
        }
    }

    private static double latticeValue(double[] lattice, double across, double down) {
        double column = across * GROUND_CELLS;
        double row = down * GROUND_CELLS;
        int left = (int) column;
        int top = (int) row;
        int at = top * (GROUND_CELLS + 1) + left;
        int below = at + GROUND_CELLS + 1;
        double upper = lattice[at] + (lattice[at + 1] - lattice[at]) * (column - left);
        double lower = lattice[below] + (lattice[below + 1] - lattice[below]) * (column - left);
        return upper + (lower - upper) * (row - top);
    }

    private void paintObject(SceneShape shape, SceneTexture texture, SceneColor body, SceneColor pattern) {
        double radius = varied(8.5, 13.0);
        double stretch = varied(0.85, 1.0 / 0.85);
        double room = Math.max(canvas.side() / 2.0 - radius + 1.5, 1.5);
        Frame object = Frame.draw(random, canvas.side() / 2.0, room * variation, FULL_TURN * variation);
        Frame surface = Frame.draw(random, 0, 8, FULL_TURN * variation);
        double cell = varied(4.5, 6.5);

        for (int y = 0; y < canvas.side(); y++) {
            for (int x = 0; x < canvas.side(); x++) {
                double across = object.across(x, y) * stretch / radius;
                double along = object.along(x, y) / (stretch * radius);
                double inside = Math.min(Math.max(0.5 - shape.distance(across, along) * radius, 0), 1);
                if (inside > 0) {
                    double share = texture.coverage(surface.across(x, y) / cell, surface.along(x, y) / cell, cell);
                    canvas.blend(x, y, body.towards(pattern, share), inside);
                }
            }
        }
    }

    /** A bar with straight ends, its middle within {@code spread} sides of the picture's middle. */
    private void paintBar(SceneColor color, double halfWidth, double halfLength, double spread) {
        Frame frame = Frame.draw(random, canvas.side() / 2.0, canvas.side() * spread, FULL_TURN);
        for (int y = 0; y < canvas.side(); y++) {
            for (int x = 0; x < canvas.side(); x++) {
                double beyond =
                        Math.max(Math.abs(frame.across(x, y)) - halfWidth, Math.abs(frame.along(x, y)) - halfLength);
                canvas.blend(x, y, color, Math.min(Math.max(0.5 - beyond, 0), 1));
            }
        }
    }

    private void paintLight() {
        double brightness = varied(0.7, 1.15);
        double slope = random.uniform(0, 0.35) / (canvas.side() / 2.0);
        Frame frame = Frame.draw(random, canvas.side() / 2.0, 0, FULL_TURN);
        for (int y = 0; y < canvas.side(); y++) {
            for (int x = 0; x < canvas.side(); x++) {
                canvas.light(x, y, brightness * (1 + slope * frame.across(x, y)));
            }
        }
    }

    /**
     * A turned and moved system of coordinates, in pixels.
     *
     * @param x where its origin lies
     * @param y where its origin lies
     * @param cos of its turn
     * @param sin of its turn
     */
    private record Frame(double x, double y, double cos, double sin) {
        static Frame draw(SceneRandom random, double middle, double spread, double largestTurn) {
            double turn = random.uniform(0, largestTurn);
            return new Frame(
                    middle + random.uniform(-spread, spread),
                    middle + random.uniform(-spread, spread),
                    StrictMath.cos(turn),
                    StrictMath.sin(turn));
        }

        /** First coordinate of a pixel's middle. */
        double across(int column, int row) {
            return (column + 0.5 - x) * cos + (row + 0.5 - y) * sin;
        }

        /** Second coordinate of a pixel's middle. */
        double along(int column, int row) {
            return (row + 0.5 - y) * cos - (column + 0.5 - x) * sin;
        }
    }
}
