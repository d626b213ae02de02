package drolt.data;

/** Which statistics normalise the pixels. */
public enum Normalization {
    /** The data set's own statistics, over all its balanced training images. */
    DATASET,

    /**
     * Those in the released programs of LDAM and DRO-LT, for CIFAR-10 and CIFAR-100 alike: mean .4914 .4822 .4465,
     * standard deviation .2023 .1994 .2010.
     */
    RELEASED
}
