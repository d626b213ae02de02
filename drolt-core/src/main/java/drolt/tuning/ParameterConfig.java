package drolt.tuning;

import drolt.configuration.ConfigWriter;
import java.util.List;

/** What a key may be in a search. */
public sealed interface ParameterConfig permits ChoiceConfig, NameChoiceConfig, UniformConfig, LogUniformConfig {
    /** All values, as {@code --set} takes them; empty where there is a range of them. */
    List<String> listed();

    /**
     * The value at a place of the range.
     *
     * @param share uniform in [0, 1)
     */
    String at(double share);

    /** A number as {@code --set} takes it: whole ones without a point, so that they fit keys that count. */
    static String text(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return whole ? Long.toString((long) value) : ConfigWriter.canonicalJson(value);
    }
}
