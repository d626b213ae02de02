package drolt.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How one thing looks in every panel of a figure: a colour, a marker and a dash that only it has, so that eyes that see
 * no colour, and paper that prints none, tell them apart.
 *
 * <p>Colours: Okabe and Ito, Color Universal Design, 2008, in an order in which neighbours differ in brightness.
 */
@SuppressWarnings("ImmutableEnumChecker") // nothing changes the dashes, and the library's markers have no state
public enum Look {
    BLUE(0x0072B2, SeriesMarkers.CIRCLE, 0),
    ORANGE(0xE69F00, SeriesMarkers.SQUARE, 7, 3),
    BLACK(0x000000, SeriesMarkers.TRIANGLE_UP, 2, 2),
    SKY(0x56B4E9, SeriesMarkers.DIAMOND, 8, 3, 2, 3),
    VERMILLION(0xD55E00, SeriesMarkers.TRIANGLE_DOWN, 12, 3),
    PINK(0xCC79A7, SeriesMarkers.CROSS, 4, 2, 1, 2),
    GREEN(0x009E73, SeriesMarkers.PLUS, 5, 5),
    GREY(0x8C8C8C, SeriesMarkers.RECTANGLE, 1, 4),
    /** Of what must be seen among points of all the others; not one of those that are compared. */
    MEAN(0x000000, new MeanMarker(), 0);

    /** Things that can be told apart in one figure. */
    public static final int COUNT = 8;

    private static final float LINE_WIDTH = 1.6f;
    private static final int BAND_OPACITY = 60;

    private final Color color;

    @SuppressWarnings("ImmutableEnumChecker") // the chart library's markers have no state
    private final Marker marker;

    @SuppressWarnings("ImmutableEnumChecker") // never handed out
    private final float[] dash;

    Look(int color, Marker marker, float... dash) {
        this.color = new Color(color);
        this.marker = marker;
        this.dash = dash;
    }

    /**
     * The look of the thing at a position.
     *
     * @param position from 0, below {@link #COUNT}
     */
    public static Look at(int position) {
        if (position >= COUNT) {
            throw new IllegalArgumentException(position + " of " + COUNT + " looks");
        }
        return values()[position];
    }

    Color color() {
        return color;
    }

    /** Of a band, through which lines can be seen. */
    Color transparent() {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_OPACITY);
    }

    Marker marker() {
        return marker;
    }

    BasicStroke stroke() {
        return dash.length == 1
                ? new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }
}
