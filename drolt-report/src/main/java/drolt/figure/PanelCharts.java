package drolt.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Panels as the chart library has them, all in one style and without legends. */
final class PanelCharts {
    private static final Color GRID = new Color(0xDDDDDD);
    static final int MARKER_SIZE = 5;
    private static final double BAR_FILL = 0.85;
    private static final int TICK_SPACING = 44;
    /** Axis labels and margins to the left and right of the plot, both as wide as the wider. */
    private static final int BESIDE_PLOT = 130;

    private static final int UPRIGHT_DEGREES = 90;
    private static final int SLANT_DEGREES = 45;
    private static final int LABEL_GAP = 6;

    private PanelCharts() {}

    /**
     * A panel's chart.
     *
     * @param texts where it enters what it writes
     */
    static Chart<?, ?> of(Panel panel, int width, int height, ChartTexts texts) {
        Chart<?, ?> chart = panel instanceof XyPanel xy
                ? xy(xy, width, height, texts)
                : bars((BarPanel) panel, width, height, texts);
        Font font = headingFont(panel.heading(), width - BESIDE_PLOT);
        chart.setTitle(panel.heading());
        chart.getStyler().setChartTitleFont(font);
        texts.add(panel.heading(), font, 0);
        return chart;
    }

    /** So small that the heading fits: it is centred over the plot, which is narrower than the panel. */
    private static Font headingFont(String heading, int space) {
        Font font = font(Font.BOLD, 1);
        int width = width(heading, font);
        return width <= space ? font : font.deriveFont(font.getSize2D() * space / width);
    }

    static int width(String text, Font font) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        return (int) Math.ceil(font.getStringBounds(text, context).getWidth());
    }

    private static XYChart xy(XyPanel panel, int width, int height, ChartTexts texts) {
        XYChart chart = new TickWords.Lines(width, height);
        style(chart.getStyler(), panel.heading());
        title(chart, panel.x().label(), panel.y().label(), texts);
        AxesChartStyler styler = chart.getStyler();
        styler.setXAxisTickLabelsFormattingFunction(texts::tick);
        styler.setXAxisLogarithmic(panel.x().logarithmic());
        styler.setYAxisLogarithmic(panel.y().logarithmic());
        limit(styler, panel);
        TickWords.takeOver(styler);
        int number = 0;
        for (Series one : panel.series()) {
            add(chart, one, "series " + number++);
        }
        return chart;
    }

    private static void title(AxesChart<?, ?> chart, String x, String y, ChartTexts texts) {
        Font font = font(Font.PLAIN, 1);
        chart.getStyler().setAxisTitleFont(font);
        chart.setXAxisTitle(x);
        chart.setYAxisTitle(y);
        texts.add(x, font, 0);
        texts.add(y, font, UPRIGHT_DEGREES);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(texts::tick);
    }

    private static void limit(AxesChartStyler styler, XyPanel panel) {
        styler.setXAxisMin(panel.x().least());
        styler.setXAxisMax(panel.x().greatest());
        styler.setYAxisMin(panel.y().least());
        styler.setYAxisMax(panel.y().greatest());
    }

    private static void add(XYChart chart, Series one, String id) {
        if (one instanceof Series.Band band) {
            double[][] outline = outline(band);
            if (outline[0].length > 0) {
                XYSeries drawn = chart.addSeries(id, outline[0], outline[1]);
                drawn.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
                drawn.setFillColor(band.look().transparent());
                drawn.setLineColor(new Color(0, 0, 0, 0));
                drawn.setMarker(SeriesMarkers.NONE);
            }
            return;
        }
        boolean line = one instanceof Series.Line;
        double[] y = one instanceof Series.Line joined ? joined.y() : ((Series.Points) one).y();
        double[][] points = finite(one.x(), y);
        if (points[0].length == 0) {
            return;
        }
        XYSeries drawn = chart.addSeries(id, points[0], points[1]);
        drawn.setXYSeriesRenderStyle(line ? XYSeriesRenderStyle.Line : XYSeriesRenderStyle.Scatter);
        drawn.setLineColor(one.look().color());
        drawn.setLineStyle(one.look().stroke());
        boolean marked = !(one instanceof Series.Line joined) || joined.marked();
        drawn.setMarker(marked ? one.look().marker() : SeriesMarkers.NONE);
        drawn.setMarkerColor(one.look().color());
    }

    private static double[][] finite(double[] x, double[] y) {
        int[] kept = IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
                .toArray();
        return new double[][] {
            IntStream.of(kept).mapToDouble(i -> x[i]).toArray(),
            IntStream.of(kept).mapToDouble(i -> y[i]).toArray()
        };
    }

    /** Along the upper line and back along the lower one. */
    private static double[][] outline(Series.Band band) {
        double[][] upper = finite(band.x(), band.upper());
        double[][] lower = finite(band.x(), band.lower());
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < upper[0].length; i++) {
            x.add(upper[0][i]);
            y.add(upper[1][i]);
        }
        for (int i = lower[0].length - 1; i >= 0; i--) {
            x.add(lower[0][i]);
            y.add(lower[1][i]);
        }
        return new double[][] {
            x.stream().mapToDouble(Double::doubleValue).toArray(),
            y.stream().mapToDouble(Double::doubleValue).toArray()
        };
    }

    private static CategoryChart bars(BarPanel panel, int width, int height, ChartTexts texts) {
        CategoryChart chart = new TickWords.Bars(width, height);
        style(chart.getStyler(), panel.heading());
        title(chart, panel.xLabel(), panel.y().label(), texts);
        chart.getStyler().setAvailableSpaceFill(BAR_FILL);
        chart.getStyler().setYAxisMin(panel.y().least());
        chart.getStyler().setYAxisMax(panel.y().greatest());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setXAxisMaxLabelCount(panel.categories().size());
        int wanted = panel.categories().stream()
                .mapToInt(category -> width(category, font(Font.PLAIN, 0)) + LABEL_GAP)
                .max()
                .orElse(0);
        int slant = wanted * panel.categories().size() > width - BESIDE_PLOT / 2 ? SLANT_DEGREES : 0;
        chart.getStyler().setXAxisLabelRotation(slant);
        if (slant == 0) {
            TickWords.takeOver(chart.getStyler());
        }
        panel.categories().forEach(category -> texts.add(category, font(Font.PLAIN, 0), slant));
        int number = 0;
        for (BarPanel.Bars one : panel.bars()) {
            List<Number> values = new ArrayList<>();
            for (double value : one.values()) {
                values.add(Double.isFinite(value) ? value : null);
            }
            chart.addSeries("series " + number++, panel.categories(), values)
                    .setFillColor(one.look().color());
        }
        return chart;
    }

    /** The house's letters; {@code larger} points above those of the ticks. */
    static Font font(int fontStyle, int larger) {
        return new Font(Font.SANS_SERIF, fontStyle, 11 + larger);
    }

    private static void style(AxesChartStyler styler, String heading) {
        styler.setLegendVisible(false)
                .setChartTitleVisible(!heading.isEmpty())
                .setChartTitleBoxVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setMarkerSize(MARKER_SIZE)
                .setLocale(Locale.ROOT)
                .setChartPadding(8);
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 0))
                .setAxisTickLabelsColor(Color.BLACK)
                .setAxisTickMarksColor(Color.BLACK)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(0.5f))
                .setXAxisTickMarkSpacingHint(TICK_SPACING)
                .setYAxisTickMarkSpacingHint(TICK_SPACING);
    }
}
