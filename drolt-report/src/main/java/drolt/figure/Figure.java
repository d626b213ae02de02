package drolt.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A figure for a publication: what is to be seen, not how it is drawn. It has no title; what it says stands in the
 * caption, which goes into the files beside the picture.
 *
 * @param name of its files, without ending
 * @param caption one or two sentences
 * @param panels left to right, then top to bottom
 * @param columns panels beside each other, at least 1
 * @param data the numbers behind it
 */
public record Figure(String name, String caption, List<Panel> panels, int columns, DataTable data) {
    public Figure {
        panels = List.copyOf(panels);
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("'" + name + "' as the name of a file");
        }
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(panels.size() + " panels in " + columns + " columns");
        }
    }

    /** What is to be explained, each label once. */
    List<LegendEntry> legend() {
        Map<String, LegendEntry> entries = new LinkedHashMap<>();
        panels.stream()
                .flatMap(panel -> panel.legend().stream())
                .forEach(entry -> entries.merge(
                        entry.label(),
                        entry,
                        (one, other) -> new LegendEntry(
                                one.label(),
                                one.look(),
                                one.line() || other.line(),
                                one.marker() || other.marker(),
                                one.filled() || other.filled())));
        return List.copyOf(entries.values());
    }

    /** In words: the caption, the axes, the names in the legend. */
    String description() {
        String axes = panels.stream().map(Panel::inWords).distinct().collect(Collectors.joining("; "));
        String names = legend().stream().map(LegendEntry::label).collect(Collectors.joining(", "));
        return caption + " Panels: " + axes + "." + (names.isEmpty() ? "" : " Shown: " + names + ".");
    }

    int rows() {
        return (panels.size() + columns - 1) / columns;
    }
}
