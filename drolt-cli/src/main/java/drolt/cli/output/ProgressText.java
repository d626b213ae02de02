package drolt.cli.output;

import java.util.Locale;

/**
 * The words of a progress display: how much is done, how fast, how long it will go on.
 *
 * @param task what is being done
 * @param unit what is counted, in the plural: images
 * @param done how many are done
 * @param doneBefore how many of these were done before the clock started
 * @param total how many there are; 0 where nobody knows
 * @param elapsedSeconds time since the start
 * @param detail further words, may be empty
 */
record ProgressText(
        String task, String unit, long done, long doneBefore, long total, double elapsedSeconds, String detail) {
    private static final int BAR_COLUMNS = 24;

    /** One line for a log. */
    String line() {
        return task + ": " + (total > 0 ? percent() + "  " : "") + measures();
    }

    /** One line with a bar, cut to the columns of the style. */
    String bar(OutputStyle style) {
        if (total <= 0) {
            return DisplayWidth.cut(task + "  " + measures(), style.columns() - 1, style.unicode());
        }
        int filled = (int) (share() * BAR_COLUMNS);
        String full = (style.unicode() ? "━" : "#").repeat(filled);
        String empty = (style.unicode() ? "┈" : ".").repeat(BAR_COLUMNS - filled);
        String text = task + "  " + full + empty + "  " + percent() + "  " + measures();
        return DisplayWidth.cut(text, style.columns() - 1, style.unicode()); // the last column would wrap
    }

    private double share() {
        return Math.min(1, (double) done / total);
    }

    private String percent() {
        return String.format(Locale.ROOT, "%3d%%", (int) (share() * 100));
    }

    private String measures() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d", done));
        if (total > 0) {
            text.append(String.format(Locale.ROOT, "/%,d", total));
        }
        text.append(' ').append(unit);
        double rate = elapsedSeconds > 0 ? (done - doneBefore) / elapsedSeconds : 0;
        if (rate > 0) {
            text.append(String.format(Locale.ROOT, rate < 10 ? "  %.1f/s" : "  %,.0f/s", rate));
            if (total > done) {
                text.append("  ").append(duration((total - done) / rate)).append(" left");
            }
        }
        return detail.isEmpty()
                ? text.toString()
                : text.append("  ").append(detail).toString();
    }

    /** Seconds in words, for example 1 h 05 min, 3 min 20 s or 12 s. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
