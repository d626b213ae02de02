package drolt.figure;

import java.util.List;

/**
 * A table of numbers as shades, each number written in its cell.
 *
 * @param columns names of columns, left to right
 * @param rows names of rows, top to bottom
 * @param values [rows][columns]
 * @param greatest the number of the darkest shade; 0 is the lightest
 */
public record HeatPanel(
        String heading,
        String xLabel,
        List<String> columns,
        String yLabel,
        List<String> rows,
        double[][] values,
        double greatest)
        implements Panel {
    public HeatPanel {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    @Override
    public List<LegendEntry> legend() {
        return List.of();
    }
}
