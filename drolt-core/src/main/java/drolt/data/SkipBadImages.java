package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import drolt.configuration.InvalidValueException;

/**
 * They are left out, and the run is what it would be if they were not there.
 *
 * @param largestShare of all images that may be left out, (0, 1]; more end the run before it begins
 */
@JsonTypeName("skip")
public record SkipBadImages(double largestShare) implements BadImageConfig {
    public SkipBadImages {
        if (!(largestShare > 0 && largestShare <= 1)) {
            throw new InvalidValueException(
                    "largestShare", largestShare, "must be above 0 and at most 1, for example 0.01");
        }
    }
}
