package drolt.training;

import drolt.augmentation.TransformConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One more view of every image of a stage, beside the first, drawn with random numbers of its own.
 *
 * @param augmentation null: the one of the first view
 */
public record ViewConfig(@Nullable List<TransformConfig> augmentation) {}
