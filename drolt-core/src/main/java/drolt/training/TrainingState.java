package drolt.training;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * All that the rest of a training depends on.
 *
 * @param tensors by name: {@code network.*}, {@code optimizer.*}, {@code loss.*}, {@code average.*}; live, so they must
 *     be written before the next step
 */
public record TrainingState(TrainingProgress progress, Map<String, Tensor> tensors) {}
