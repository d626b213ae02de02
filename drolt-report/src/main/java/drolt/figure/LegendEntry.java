package drolt.figure;

/**
 * A line of a legend.
 *
 * @param line whether it is drawn as a line
 * @param marker whether its points are marked
 * @param filled whether it is drawn as bars
 */
record LegendEntry(String label, Look look, boolean line, boolean marker, boolean filled) {}
