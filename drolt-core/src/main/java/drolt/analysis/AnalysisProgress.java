package drolt.analysis;

/** Hears of what takes long. */
@FunctionalInterface
public interface AnalysisProgress {
    /** All images are about to be shown to the network of an arm. */
    void passStarts(String arm);
}
