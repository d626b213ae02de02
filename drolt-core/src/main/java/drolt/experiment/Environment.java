package drolt.experiment;

import drolt.model.ModelConfig;
import drolt.tensor.Engine;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;

/**
 * What of this machine and its settings a result depends on.
 *
 * @param threads of one operation
 * @param engine version of the engine's binding
 */
public record Environment(Precision precision, MemoryLayout layout, int threads, String engine) {
    /** That of this process for a model; decided once a run and recorded. */
    public static Environment of(ModelConfig model) {
        return new Environment(
                model.precision().resolve(), model.layout().resolve(), Engine.threads(), Engine.version());
    }
}
