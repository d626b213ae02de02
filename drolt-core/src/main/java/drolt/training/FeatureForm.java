package drolt.training;

/** What is done to features before their class means are taken. */
public enum FeatureForm {
    /** Nothing. */
    RAW,
    /** Each is scaled to norm 1. */
    UNIT,
    /** The mean of all training features is taken off, then each is scaled to norm 1. */
    CENTRED_UNIT
}
