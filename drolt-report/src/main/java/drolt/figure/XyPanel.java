package drolt.figure;

import java.util.List;

/** Numbers against numbers: points, lines, bands. */
public record XyPanel(String heading, Axis x, Axis y, List<Series> series) implements Panel {
    public XyPanel {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a panel without series");
        }
    }

    @Override
    public List<LegendEntry> legend() {
        return series.stream()
                .filter(one -> !one.label().isEmpty())
                .map(one -> one instanceof Series.Line line
                        ? new LegendEntry(line.label(), line.look(), true, line.marked(), false)
                        : new LegendEntry(one.label(), one.look(), false, true, false))
                .toList();
    }

    @Override
    public String inWords() {
        return (heading.isEmpty() ? "" : heading + ": ") + y.label() + " over " + x.label();
    }
}
