package drolt.figure.analysis;

import java.util.List;

/**
 * What is asked of analyses beside the runs.
 *
 * @param layers names, or numbers of convolutions; empty: those that each backbone offers
 */
public record AnalysisSettings(List<String> layers) {
    public AnalysisSettings {
        layers = List.copyOf(layers);
    }
}
