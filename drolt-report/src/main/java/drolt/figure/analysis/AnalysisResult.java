package drolt.figure.analysis;

import drolt.figure.Figure;
import java.util.List;

/**
 * What an analysis gives.
 *
 * @param notes what a reader must know beside, a line each
 */
public record AnalysisResult(List<Figure> figures, List<String> notes) {
    public AnalysisResult {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }
}
