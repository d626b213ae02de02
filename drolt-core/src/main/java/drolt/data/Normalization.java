package drolt.data;

/** Which statistics normalise the pixels. */
public enum Normalization {
    /** Those of the data set itself, over its whole balanced training images. */
    DATASET,

    /**
     * Those in the released programs of LDAM and DRO-LT, for CIFAR-10 and CIFAR-100 alike: mean .4914 .4822 .4465,
     * standard deviation .2023 .1994 .2010.
     */
    RELEASED
}
