package drolt.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import org.knowm.xchart.style.markers.Marker;

/** A white disc with a black ring and a black middle: to be seen on points of every colour, and where they are dense. */
final class MeanMarker extends Marker {
    private static final double RING = 2.2; // of the size of other markers
    private static final double MIDDLE = 0.8;
    private static final float EDGE = 1.4f;

    @Override
    public void paint(Graphics2D canvas, double x, double y, int size) {
        Color color = canvas.getColor();
        Stroke before = canvas.getStroke();
        canvas.setColor(Color.WHITE);
        canvas.fill(disc(x, y, RING * size));
        canvas.setColor(color);
        canvas.setStroke(new BasicStroke(EDGE));
        canvas.draw(disc(x, y, RING * size));
        canvas.fill(disc(x, y, MIDDLE * size));
        canvas.setStroke(before);
    }

    private static Ellipse2D disc(double x, double y, double diameter) {
        return new Ellipse2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter);
    }
}
