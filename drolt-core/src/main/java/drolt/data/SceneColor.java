package drolt.data;

/**
 * A colour of the embedded data set's scenes.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record SceneColor(double red, double green, double blue) {
    private static final int TRIES = 24;

    static SceneColor any(SceneRandom random) {
        return new SceneColor(random.uniform(0, 255), random.uniform(0, 255), random.uniform(0, 255));
    }

    /** A colour at least so far from each of the others; the farthest tried where none was. */
    static SceneColor unlike(SceneRandom random, double distance, SceneColor... others) {
        SceneColor best = any(random);
        double farthest = best.nearest(others);
        for (int attempt = 1; attempt < TRIES && farthest < distance; attempt++) {
            SceneColor candidate = any(random);
            double nearest = candidate.nearest(others);
            if (nearest > farthest) {
                best = candidate;
                farthest = nearest;
            }
        }
        return best;
    }

    SceneColor towards(SceneColor other, double share) {
        return new SceneColor(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    private double nearest(SceneColor... others) {
        double nearest = Double.POSITIVE_INFINITY;
        for (SceneColor other : others) {
            double dr = red - other.red;
            double dg = green - other.green;
            double db = blue - other.blue;
            nearest = Math.min(nearest, Math.sqrt(dr * dr + dg * dg + db * db));
        }
        return nearest;
    }
}
