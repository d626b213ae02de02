package drolt.figure.analysis;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import java.util.List;

/** Every analysis. */
public final class Analyses {
    private static final List<Analysis> ALL = List.of(
            new RadiiAnalysis(),
            new ErrorsAnalysis(),
            new RankAnalysis(),
            new LayersAnalysis(),
            new EmbeddingAnalysis(),
            new BoundAnalysis(),
            new OwnMassAnalysis(),
            new CoverageAnalysis(),
            new SensitivityAnalysis());

    private Analyses() {}

    /** In the order in which they are made. */
    public static List<Analysis> all() {
        return ALL;
    }

    /**
     * The named ones, in the order of {@link #all}.
     *
     * @throws ConfigException for a name that none has
     */
    public static List<Analysis> named(List<String> names) {
        List<String> known = ALL.stream().map(Analysis::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ConfigException("--only: " + ClosestName.refusal("analysis", name, known));
            }
        }
        return ALL.stream().filter(one -> names.contains(one.name())).toList();
    }
}
