package drolt.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a figure's panels side by side, and one legend below them all; the chart library has a legend a chart.
 *
 * <p>Sizes are in pixels of 1/96 inch.
 */
final class FigurePainter {
    private static final int PANEL_WIDTH = 350;
    private static final int ONLY_PANEL_WIDTH = 560;
    private static final int PANEL_HEIGHT = 270;
    private static final int ROW_HEIGHT = 18;
    /** Two periods of the longest dash, so that a sample shows it beside its marker. */
    private static final int SAMPLE_WIDTH = 46;

    private static final int GAP = 6;
    private static final int ENTRY_GAP = 18;
    private static final int MARGIN = 10;
    private static final int SQUARE = 12;
    private static final double BASELINE = 0.35;

    private final Figure figure;
    private final Font font = PanelCharts.font(Font.PLAIN, 0);
    private final ChartTexts texts = new ChartTexts(font);
    private final List<List<LegendEntry>> legend;
    private final int width;

    FigurePainter(Figure figure) {
        this.figure = figure;
        int panels = figure.panels().size() == 1 ? ONLY_PANEL_WIDTH : figure.columns() * PANEL_WIDTH;
        width = Math.max(panels, widest(figure.legend()) + 2 * MARGIN);
        legend = wrapped(figure.legend());
    }

    private int widest(List<LegendEntry> entries) {
        return entries.stream().mapToInt(this::width).max().orElse(0);
    }

    /** As many entries a line as fit. */
    private List<List<LegendEntry>> wrapped(List<LegendEntry> entries) {
        List<List<LegendEntry>> lines = new ArrayList<>();
        int filled = width; // the first entry begins a line
        for (LegendEntry entry : entries) {
            if (filled + width(entry) + 2 * MARGIN > width) {
                lines.add(new ArrayList<>());
                filled = 0;
            }
            lines.get(lines.size() - 1).add(entry);
            filled += width(entry) + ENTRY_GAP;
        }
        return lines;
    }

    private int width(LegendEntry entry) {
        return SAMPLE_WIDTH + GAP + PanelCharts.width(entry.label(), font);
    }

    /** What the panels write, complete while they are painted; the legend is drawn as text itself. */
    ChartTexts texts() {
        return texts;
    }

    Dimension size() {
        int below = legend.isEmpty() ? 0 : legend.size() * ROW_HEIGHT + MARGIN;
        return new Dimension(width, figure.rows() * PANEL_HEIGHT + below);
    }

    void paint(Graphics2D canvas) {
        Dimension size = size();
        canvas.setColor(Color.WHITE);
        canvas.fill(new Rectangle(size));
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int panelWidth = width / figure.columns();
        for (int i = 0; i < figure.panels().size(); i++) {
            Graphics2D part = (Graphics2D) canvas.create();
            part.translate(i % figure.columns() * panelWidth, i / figure.columns() * PANEL_HEIGHT);
            PanelCharts.of(figure.panels().get(i), panelWidth, PANEL_HEIGHT, texts)
                    .paint(part, panelWidth, PANEL_HEIGHT);
            part.dispose();
        }
        int y = figure.rows() * PANEL_HEIGHT;
        for (List<LegendEntry> line : legend) {
            int taken = line.stream().mapToInt(this::width).sum() + (line.size() - 1) * ENTRY_GAP;
            int x = (width - taken) / 2;
            for (LegendEntry entry : line) {
                paint(canvas, entry, x, y);
                x += width(entry) + ENTRY_GAP;
            }
            y += ROW_HEIGHT;
        }
    }

    private void paint(Graphics2D canvas, LegendEntry entry, int x, int y) {
        double middle = y + ROW_HEIGHT / 2.0;
        canvas.setColor(entry.look().color());
        if (entry.filled()) {
            canvas.fill(
                    new Rectangle2D.Double(x + SAMPLE_WIDTH / 2.0, middle - SQUARE / 2.0, SAMPLE_WIDTH / 2.0, SQUARE));
        }
        if (entry.line()) {
            canvas.setStroke(entry.look().stroke());
            canvas.draw(new Line2D.Double(x, middle, x + SAMPLE_WIDTH, middle));
        }
        canvas.setStroke(new BasicStroke(1));
        if (entry.marker()) {
            entry.look().marker().paint(canvas, x + SAMPLE_WIDTH / 2.0, middle, PanelCharts.MARKER_SIZE);
        }
        canvas.setColor(Color.BLACK);
        canvas.setFont(font);
        canvas.drawString(entry.label(), x + SAMPLE_WIDTH + GAP, (float) (middle + BASELINE * font.getSize2D()));
    }
}
