package drolt.figure.analysis;

import drolt.analysis.AnalysedRuns;

/** One question to finished runs, answered by figures. Listed in {@link Analyses}. */
public interface Analysis {
    /** What {@code --only} calls it: one lower-case word. */
    String name();

    /** What it shows, in one line. */
    String description();

    /**
     * Computes and draws.
     *
     * @throws drolt.configuration.ConfigException in one line, if the runs cannot give it
     */
    AnalysisResult of(AnalysedRuns runs, AnalysisSettings settings);
}
