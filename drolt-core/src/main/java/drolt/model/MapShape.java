package drolt.model;

/** Sizes of a map of features. */
public record MapShape(int channels, int height, int width) {
    /** Places of the map. */
    int cells() {
        return Math.multiplyExact(height, width);
    }
}
