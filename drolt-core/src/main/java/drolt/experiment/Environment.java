package drolt.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import drolt.configuration.InvalidValueException;
import drolt.distributed.ProcessGroup;
import drolt.model.LayoutChoice;
import drolt.model.ModelConfig;
import drolt.model.PrecisionChoice;
import drolt.tensor.Engine;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of this machine and its settings a result depends on.
 *
 * @param threads of one operation
 * @param engine version of the engine's binding
 * @param ranks processes that train together; null: one
 */
public record Environment(
        Precision precision,
        MemoryLayout layout,
        int threads,
        String engine,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer ranks) {
    /** Refuses files that lack a part. */
    public Environment {
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(engine, "engine");
        if (threads < 1) {
            throw new InvalidValueException("threads", threads, "must be at least 1");
        }
    }

    /** The environment of this process and its group for a model; decided once per run and recorded. */
    static Environment of(ModelConfig model, ProcessGroup group) {
        return new Environment(
                model.precision().resolve(),
                model.layout().resolve(),
                Engine.threads(),
                Engine.version(),
                group.isAlone() ? null : group.size());
    }

    /** The environment of a resumed run: what the recipe left to the machine stays as first decided. */
    static Environment resumed(ModelConfig model, ProcessGroup group, Environment before) {
        Environment now = of(model, group);
        return new Environment(
                model.precision() == PrecisionChoice.AUTO ? before.precision : now.precision,
                model.layout() == LayoutChoice.AUTO ? before.layout : now.layout,
                now.threads,
                now.engine,
                now.ranks);
    }

    /** For people to read. */
    public String inWords() {
        String number = precision == Precision.BFLOAT16 ? "bfloat16" : "float32";
        String order = layout == MemoryLayout.CHANNELS_LAST ? "channels-last" : "contiguous";
        return number + ", " + order + ", " + threads + (threads == 1 ? " thread" : " threads") + ", engine " + engine
                + (ranks == null ? "" : ", " + ranks + " processes");
    }
}
