package drolt.data.decoding;

/**
 * How a camera was held: the way from a stored pixel to the upright image, EXIF's values 1 to 8.
 *
 * <p>First the sides may be exchanged, then columns and rows of the result may be mirrored.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, true, false),
    TRANSPOSED_UPSIDE_DOWN(true, true, true),
    TURNED_RIGHT(true, false, true);

    private final boolean transposed;
    private final boolean mirrorsColumns;
    private final boolean mirrorsRows;

    Orientation(boolean transposed, boolean mirrorsColumns, boolean mirrorsRows) {
        this.transposed = transposed;
        this.mirrorsColumns = mirrorsColumns;
        this.mirrorsRows = mirrorsRows;
    }

    /** The orientation that EXIF gives a number, upright for a number that means nothing. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /**
     * Where stored pixels go in the upright image, in bytes of an RGB array.
     *
     * @param first byte of the stored image's upper left pixel
     * @param right bytes from a pixel to its right neighbour in the stored image
     * @param down bytes from a pixel to the one below it in the stored image
     */
    record Route(int height, int width, int first, int right, int down) {}

    /** The route for a stored image of this size. */
    Route route(int storedHeight, int storedWidth) {
        int height = transposed ? storedWidth : storedHeight;
        int width = transposed ? storedHeight : storedWidth;
        int stride = Math.multiplyExact(3, width);
        int column = mirrorsColumns ? -3 : 3;
        int row = mirrorsRows ? -stride : stride;
        int first = (mirrorsColumns ? stride - 3 : 0) + (mirrorsRows ? Math.multiplyExact(stride, height) - stride : 0);
        return new Route(height, width, first, transposed ? row : column, transposed ? column : row);
    }
}
