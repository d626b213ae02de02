package drolt.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Axis_X;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * What stands below the ticks of the axis to the right, all on one baseline. The chart library puts the lowest ink of each
 * word on one line, so that "many" stands higher than "few" beside it; it is left to make room for its words, in a colour
 * that nobody sees.
 */
final class TickWords {
    private static final Color UNSEEN = new Color(0, 0, 0, 0);
    /** Least space between two words. */
    private static final int GAP = 4;

    private TickWords() {}

    /** The chart of lines and points with such words. */
    static final class Lines extends XYChart {
        Lines(int width, int height) {
            super(width, height);
        }

        @Override
        public void paint(Graphics2D canvas, int width, int height) {
            super.paint(canvas, width, height);
            TickWords.paint(canvas, axisPair.getXAxis(), getStyler());
        }
    }

    /** The chart of bars with such words. */
    static final class Bars extends CategoryChart {
        Bars(int width, int height) {
            super(width, height);
        }

        @Override
        public void paint(Graphics2D canvas, int width, int height) {
            super.paint(canvas, width, height);
            TickWords.paint(canvas, axisPair.getXAxis(), getStyler());
        }
    }

    /** Leaves the words of an axis to {@link #paint}; slanted ones stay the library's. */
    static void takeOver(AxesChartStyler styler) {
        styler.setXAxisTickLabelsColor(UNSEEN);
    }

    private static void paint(Graphics2D canvas, Axis_X<?, ?> axis, AxesChartStyler styler) {
        if (!styler.getXAxisTickLabelsColor().equals(UNSEEN)) {
            return;
        }
        List<String> words = axis.getAxisTickCalculator().getTickLabels();
        List<Double> places = axis.getAxisTickCalculator().getTickLocations();
        Font font = styler.getAxisTickLabelsFont();
        Rectangle2D bounds = axis.getBounds();
        double ascent = words.stream()
                .filter(word -> word != null && !word.isBlank())
                .mapToDouble(word -> -new TextLayout(word, font, canvas.getFontRenderContext())
                        .getBounds()
                        .getMinY())
                .max()
                .orElse(0);
        double baseline =
                bounds.getY() + styler.getAxisTickMarkLength() + styler.getAxisTickPadding() + Math.ceil(ascent);
        canvas.setFont(font);
        canvas.setColor(Color.BLACK);
        canvas.setStroke(new BasicStroke(1));
        double free = bounds.getX() - GAP;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            double middle = bounds.getX() + places.get(i);
            if (word == null || word.isBlank() || middle < bounds.getX() || middle > bounds.getMaxX()) {
                continue;
            }
            double width = new TextLayout(word, font, canvas.getFontRenderContext()).getAdvance();
            double left = middle - width / 2;
            if (left >= free) {
                canvas.drawString(word, (float) left, (float) baseline);
                free = left + width + GAP;
            }
        }
    }
}
