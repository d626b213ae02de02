package drolt.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Horizontal bars, one a line, fitted to the width of the terminal.
 *
 * <p>The longest bar stands for the largest value; any value above 0 shows at least a sliver, so that the tail of a
 * long-tailed distribution stays visible.
 */
public final class BarChart {
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    private static final int SHORTEST_BAR = 5;

    private final List<Bar> bars;

    private BarChart(List<Bar> bars) {
        this.bars = bars;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The chart as lines without trailing blanks, none wider than the style's columns where these are enough. */
    public List<String> lines(OutputStyle style) {
        int labels = Math.min(widest(Bar::label), style.columns() / 3);
        int texts = widest(Bar::text);
        int room = Math.max(SHORTEST_BAR, style.columns() - labels - texts - 2);
        double largest = bars.stream().mapToDouble(Bar::value).max().orElse(0);

        List<String> lines = new ArrayList<>();
        for (Bar bar : bars) {
            String label = DisplayWidth.padEnd(DisplayWidth.cut(bar.label(), labels, style.unicode()), labels);
            double length = largest == 0 ? 0 : bar.value() / largest * room;
            String drawn = style.unicode() ? blocks(length) : hashes(length);
            lines.add((label + " " + drawn + " " + bar.text()).stripTrailing());
        }
        return List.copyOf(lines);
    }

    private int widest(java.util.function.Function<Bar, String> part) {
        return bars.stream().map(part).mapToInt(DisplayWidth::of).max().orElse(0);
    }

    private static String blocks(double length) {
        int eighths = (int) Math.round(length * 8);
        if (length > 0) {
            eighths = Math.max(1, eighths);
        }
        return "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    }

    private static String hashes(double length) {
        return "#".repeat(length > 0 ? Math.max(1, (int) Math.round(length)) : 0);
    }

    private record Bar(String label, double value, String text) {}

    /** Collects bars. */
    public static final class Builder {
        private final List<Bar> bars = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a bar.
         *
         * @param label what stands before it
         * @param value its length, finite and at least 0
         * @param text what stands after it: the value in words, and notes
         */
        public Builder bar(String label, double value, String text) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a bar of length " + value);
            }
            bars.add(new Bar(DisplayWidth.clean(label), value, DisplayWidth.clean(text)));
            return this;
        }

        public BarChart build() {
            return new BarChart(List.copyOf(bars));
        }
    }
}
