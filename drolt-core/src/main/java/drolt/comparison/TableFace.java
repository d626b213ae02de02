package drolt.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must be known to read a table, printed with it in every form.
 *
 * @param selection how the epochs were chosen, in words; empty where nothing was run
 * @param setting under which every row was run; null: each run says it itself
 * @param scale of every schedule, 1 for its full length; null: each run says it itself
 * @param seeds over which means are taken; empty where nothing was run
 * @param notes further lines
 */
public record TableFace(
        String selection,
        @Nullable String setting,
        @Nullable Double scale,
        List<Long> seeds,
        List<String> notes) {
    /** All of it as lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (setting != null) {
            lines.add("setting: " + setting);
        }
        if (scale != null) {
            lines.add("schedules: " + (scale == 1 ? "full length" : TableText.plain(scale) + " of their full length"));
        }
        if (!selection.isEmpty()) {
            lines.add("selection: " + selection);
        }
        if (!seeds.isEmpty()) {
            String list = seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
            lines.add(
                    seeds.size() == 1
                            ? "seed: " + list + "; one seed says nothing about noise"
                            : "seeds: " + list + "; mean and sample standard deviation over them");
        }
        lines.addAll(notes);
        return lines;
    }
}
