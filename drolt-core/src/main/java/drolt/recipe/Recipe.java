package drolt.recipe;

import drolt.io.CanonicalForm;
import drolt.io.Sha256;

/**
 * A recipe and the name it goes by.
 *
 * @param name of the shipped recipe, or of the file without its ending
 */
public record Recipe(String name, ExperimentConfig config) {
    private static final int DIGEST_LENGTH = 8;

    /** Eight hexadecimal digits of all that it says; a key that a later version adds does not change them. */
    public String digest() {
        return Sha256.of(CanonicalForm.text(CanonicalForm.of(config))).substring(0, DIGEST_LENGTH);
    }
}
