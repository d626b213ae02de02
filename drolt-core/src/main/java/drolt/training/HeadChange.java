package drolt.training;

/** What becomes of the classifier when a stage begins. */
public enum HeadChange {
    /** The one of the stage before goes on. */
    KEEP,
    /** Fresh values. */
    FRESH,
    /** It is frozen, and one factor a class on its logits is trained (learnable weight scaling). */
    SCALED
}
