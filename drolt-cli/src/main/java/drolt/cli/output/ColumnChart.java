package drolt.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Series of numbers as columns of block characters, one chart under the other, fitted to the width of the terminal.
 *
 * <p>A series that is longer than there is room is averaged over neighbours; a shorter one has wider columns. The
 * charts are for terminals that show more than ASCII; for others there are no lines.
 */
public final class ColumnChart {
    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
    private static final int LEVELS = 8;
    private static final int NARROWEST = 8;
    private static final int WIDEST_COLUMN = 3;

    private final List<Series> series;
    private final int height;

    private ColumnChart(List<Series> series, int height) {
        this.series = series;
        this.height = height;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The charts as lines without trailing blanks; none where the style has no Unicode. */
    public List<String> lines(OutputStyle style) {
        List<String> lines = new ArrayList<>();
        if (!style.unicode()) {
            return lines;
        }
        int labels = Math.min(widest(Series::label), style.columns() / 3);
        int room = Math.max(NARROWEST, style.columns() - labels - widest(Series::text) - 2);
        for (Series one : series) {
            List<Double> shares = one.fitted(room);
            String label = DisplayWidth.padEnd(DisplayWidth.cut(one.label(), labels, true), labels);
            for (int row = height - 1; row >= 0; row--) {
                boolean bottom = row == 0;
                StringBuilder line = new StringBuilder(bottom ? label : " ".repeat(labels)).append(' ');
                for (double share : shares) {
                    line.append(EIGHTHS.charAt(level(share, row)));
                }
                lines.add(line.append(bottom ? " " + one.text() : "").toString().stripTrailing());
            }
        }
        return lines;
    }

    /** Any number shows at least a sliver, so that the lowest is told from none. */
    private int level(double share, int row) {
        int filled = (int) Math.max(1, Math.round(share * height * LEVELS));
        return Math.max(0, Math.min(LEVELS, filled - row * LEVELS));
    }

    private int widest(java.util.function.Function<Series, String> part) {
        return series.stream().map(part).mapToInt(DisplayWidth::of).max().orElse(0);
    }

    /** Numbers as shares of the range that is drawn. */
    private record Series(String label, List<Double> shares, String text) {
        List<Double> fitted(int room) {
            int count = Math.min(room, shares.size());
            int width = Math.max(1, Math.min(WIDEST_COLUMN, room / Math.max(1, count)));
            List<Double> fitted = new ArrayList<>();
            for (int column = 0; column < count; column++) {
                int from = (int) ((long) column * shares.size() / count);
                int to = (int) ((long) (column + 1) * shares.size() / count);
                double mean = shares.subList(from, to).stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0);
                for (int i = 0; i < width; i++) {
                    fitted.add(mean);
                }
            }
            return fitted;
        }
    }

    /** Collects series. */
    public static final class Builder {
        private final List<Series> series = new ArrayList<>();
        private int height = 1;
        private boolean fixed;
        private double lowest;
        private double highest;

        private Builder() {}

        /** Draws all series between these numbers, and not each between its own smallest and largest. */
        public Builder between(double lowest, double highest) {
            fixed = true;
            this.lowest = lowest;
            this.highest = highest;
            return this;
        }

        /** Lines a chart, at least 1. */
        public Builder height(int lines) {
            height = Math.max(1, lines);
            return this;
        }

        /**
         * Adds a series.
         *
         * @param label what stands before it
         * @param values at least one, finite
         * @param text what stands after it
         */
        public Builder chart(String label, List<Double> values, String text) {
            double from =
                    fixed ? lowest : values.stream().mapToDouble(v -> v).min().orElseThrow();
            double to =
                    fixed ? highest : values.stream().mapToDouble(v -> v).max().orElseThrow();
            List<Double> shares = values.stream()
                    .map(value -> to > from ? Math.max(0, Math.min(1, (value - from) / (to - from))) : 0.5)
                    .toList();
            series.add(new Series(DisplayWidth.clean(label), shares, DisplayWidth.clean(text)));
            return this;
        }

        /** How many were added. */
        public int count() {
            return series.size();
        }

        public ColumnChart build() {
            return new ColumnChart(List.copyOf(series), height);
        }
    }
}
