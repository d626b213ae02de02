package drolt.figure;

import java.util.List;

/** One system of axes. */
public sealed interface Panel permits XyPanel, BarPanel {
    /** What tells it from the other panels of its figure; empty where it is the only one. */
    String heading();

    /** What the figure's legend must explain. */
    List<LegendEntry> legend();

    /** Its heading and what its axes show. */
    String inWords();
}
