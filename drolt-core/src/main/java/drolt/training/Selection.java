package drolt.training;

/** Which epoch of a stage is kept. */
public enum Selection {
    /** The last. */
    LAST,
    /** The best on the validation split. */
    VALIDATION,
    /** The best on the test set, as several released programs do; printed on all that comes of it. */
    TEST
}
