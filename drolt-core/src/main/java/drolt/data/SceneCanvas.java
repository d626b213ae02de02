package drolt.data;

/** A square picture in the making: real-valued red, green and blue, nominally 0 to 255. Not thread-safe. */
final class SceneCanvas {
    private final int side;
    private final double[] values;

    SceneCanvas(int side) {
        this.side = side;
        this.values = new double[side * side * 3];
    }

    int side() {
        return side;
    }

    /** Lays a colour over a pixel; {@code coverage} 0 leaves it, 1 replaces it. */
    void blend(int x, int y, SceneColor color, double coverage) {
        int at = (y * side + x) * 3;
        values[at] += (color.red() - values[at]) * coverage;
        values[at + 1] += (color.green() - values[at + 1]) * coverage;
        values[at + 2] += (color.blue() - values[at + 2]) * coverage;
    }

    /** Multiplies a pixel's values. */
    void light(int x, int y, double gain) {
        int at = (y * side + x) * 3;
        values[at] *= gain;
        values[at + 1] *= gain;
        values[at + 2] *= gain;
    }

    /** Adds independent noise to every value, rounds and clips to bytes in {@link RgbImage}'s order. */
    byte[] develop(SceneRandom random, double noiseDeviation) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            double value = Math.rint(values[at] + noiseDeviation * random.normal());
            bytes[at] = (byte) (int) Math.min(Math.max(value, 0), 255);
        }
        return bytes;
    }
}
