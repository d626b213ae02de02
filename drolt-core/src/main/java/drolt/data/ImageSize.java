package drolt.data;

/** Height and width of an image in pixels. */
public record ImageSize(int height, int width) {
    /** That of a square. */
    public static ImageSize square(int side) {
        return new ImageSize(side, side);
    }

    @Override
    public String toString() {
        return height + " x " + width;
    }
}
