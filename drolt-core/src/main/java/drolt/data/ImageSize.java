package drolt.data;

/** Height and width of an image in pixels. */
public record ImageSize(int height, int width) {
    /** The size of a square. */
    public static ImageSize square(int side) {
        return new ImageSize(side, side);
    }

    /** Width first, as everybody says it. */
    @Override
    public String toString() {
        return width + " x " + height;
    }
}
