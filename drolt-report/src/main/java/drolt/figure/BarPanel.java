package drolt.figure;

import java.util.List;

/**
 * Groups of bars.
 *
 * @param categories below each group
 * @param xLabel what they are
 */
public record BarPanel(String heading, String xLabel, List<String> categories, Axis y, List<Bars> bars)
        implements Panel {
    /**
     * One bar in each group.
     *
     * @param values one a category; NaN: no bar
     */
    public record Bars(String label, Look look, double[] values) {}

    public BarPanel {
        categories = List.copyOf(categories);
        bars = List.copyOf(bars);
        for (Bars one : bars) {
            if (one.values().length != categories.size()) {
                throw new IllegalArgumentException(
                        one.values().length + " bars for " + categories.size() + " categories");
            }
        }
    }

    @Override
    public List<LegendEntry> legend() {
        return bars.stream()
                .map(one -> new LegendEntry(one.label(), one.look(), false, false, true))
                .toList();
    }

    @Override
    public String inWords() {
        return (heading.isEmpty() ? "" : heading + ": ") + y.label() + " over " + xLabel;
    }
}
