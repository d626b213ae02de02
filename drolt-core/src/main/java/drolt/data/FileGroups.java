package drolt.data;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Groups of image files that a regular expression finds in their paths. */
final class FileGroups {
    private static final Logger LOG = LoggerFactory.getLogger(FileGroups.class);
    private static final String EXAMPLE = "for example '([^/_]+)_[^/]*$' for what stands before the underscore";

    private final Pattern pattern;

    /**
     * @param expression as {@link #requireValid} wants it
     */
    FileGroups(String expression) {
        pattern = Pattern.compile(expression);
    }

    static void requireValid(@Nullable String expression) {
        if (expression == null) {
            return;
        }
        int parentheses;
        try {
            parentheses = Pattern.compile(expression).matcher("").groupCount();
        } catch (PatternSyntaxException e) {
            throw new InvalidValueException(
                    "groupBy",
                    "'" + expression + "'",
                    "must be a regular expression (" + e.getDescription() + "), " + EXAMPLE);
        }
        if (parentheses == 0) {
            throw new InvalidValueException(
                    "groupBy", "'" + expression + "'", "must have parentheses around what names the group, " + EXAMPLE);
        }
    }

    /** Puts images into groups; one without is its own, and a warning counts these. */
    ImageFiles of(ImageFiles images) {
        @Nullable String[] groups = new String[images.size()];
        int without = 0;
        String example = "";
        for (int index = 0; index < groups.length; index++) {
            String path = images.file(index).orElseThrow();
            Matcher matcher = pattern.matcher(path);
            String found = matcher.find() ? matcher.group(1) : null;
            groups[index] = found == null || found.isEmpty() ? null : found;
            if (groups[index] == null && without++ == 0) {
                example = path;
            }
        }
        if (without == groups.length && without > 0) {
            throw new ConfigException("dataset.groupBy: '" + pattern + "' finds no group in any of " + without
                    + " paths, the first of which is " + TextLines.shown(example) + "; correct the expression");
        }
        if (without > 0) {
            LOG.warn(
                    "dataset.groupBy: finds no group in {} of {} paths; these images are each a group of their own; for"
                            + " example {}",
                    without,
                    groups.length,
                    example);
        }
        return images.grouped(groups);
    }
}
