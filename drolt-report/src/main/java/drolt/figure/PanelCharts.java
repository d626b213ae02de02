package drolt.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Panels as the chart library has them, all in one style and without legends. */
final class PanelCharts {
    private static final Color GRID = new Color(0xDDDDDD);
    private static final Color DARKEST = new Color(0x56B4E9); // black numbers can be read on it
    private static final int MARKER_SIZE = 5;
    private static final double BAR_FILL = 0.85;
    private static final int TICK_SPACING = 44;

    private PanelCharts() {}

    static Chart<?, ?> of(Panel panel, int width, int height) {
        Chart<?, ?> chart = panel instanceof XyPanel xy
                ? xy(xy, width, height)
                : panel instanceof BarPanel bars ? bars(bars, width, height) : heat((HeatPanel) panel, width, height);
        chart.setTitle(panel.heading());
        return chart;
    }

    private static XYChart xy(XyPanel panel, int width, int height) {
        XYChart chart = new XYChart(width, height);
        style(chart.getStyler(), panel.heading());
        chart.setXAxisTitle(panel.x().label());
        chart.setYAxisTitle(panel.y().label());
        AxesChartStyler styler = chart.getStyler();
        styler.setXAxisLogarithmic(panel.x().logarithmic());
        styler.setYAxisLogarithmic(panel.y().logarithmic());
        limit(styler, panel);
        int number = 0;
        for (Series one : panel.series()) {
            add(chart, one, "series " + number++);
        }
        return chart;
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

    private static CategoryChart bars(BarPanel panel, int width, int height) {
        CategoryChart chart = new CategoryChart(width, height);
        style(chart.getStyler(), panel.heading());
        chart.setXAxisTitle(panel.xLabel());
        chart.setYAxisTitle(panel.y().label());
        chart.getStyler().setAvailableSpaceFill(BAR_FILL);
        chart.getStyler().setYAxisMin(panel.y().least());
        chart.getStyler().setYAxisMax(panel.y().greatest());
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
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

    private static HeatMapChart heat(HeatPanel panel, int width, int height) {
        HeatMapChart chart = new HeatMapChart(width, height);
        style(chart.getStyler(), panel.heading());
        chart.setXAxisTitle(panel.xLabel());
        chart.setYAxisTitle(panel.yLabel());
        chart.getStyler()
                .setRangeColors(new Color[] {Color.WHITE, DARKEST})
                .setMin(0)
                .setMax(panel.greatest())
                .setShowValue(true)
                .setValueFont(font(Font.PLAIN, 0))
                .setHeatMapDecimalValueFormatter(value -> String.format(Locale.ROOT, "%.1f", value));
        chart.getStyler().setPlotGridLinesVisible(false);
        List<Number[]> cells = new ArrayList<>();
        int last = panel.rows().size() - 1;
        for (int column = 0; column < panel.columns().size(); column++) {
            for (int row = 0; row <= last; row++) {
                cells.add(new Number[] {column, last - row, panel.values()[row][column]}); // rows grow upwards there
            }
        }
        List<String> upwards = new ArrayList<>(panel.rows());
        Collections.reverse(upwards);
        chart.addSeries("cells", panel.columns(), upwards, cells);
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
                .setChartTitleFont(font(Font.BOLD, 1))
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setMarkerSize(MARKER_SIZE)
                .setLocale(Locale.ROOT)
                .setChartPadding(8);
        styler.setAxisTitleFont(font(Font.PLAIN, 1))
                .setAxisTickLabelsFont(font(Font.PLAIN, 0))
                .setAxisTickLabelsColor(Color.BLACK)
                .setAxisTickMarksColor(Color.BLACK)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(0.5f))
                .setXAxisTickMarkSpacingHint(TICK_SPACING)
                .setYAxisTickMarkSpacingHint(TICK_SPACING);
    }
}
