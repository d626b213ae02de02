package drolt.data;

/** How often a class occurs in training: the three groups that long-tail tables report. */
public enum Shot {
    MANY,
    MEDIUM,
    FEW
}
