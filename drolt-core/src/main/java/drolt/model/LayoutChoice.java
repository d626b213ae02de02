package drolt.model;

import drolt.tensor.MemoryLayout;

/** What a recipe may say of the order of images in memory. */
public enum LayoutChoice {
    /** Channels-last: faster with either precision on every processor measured. */
    AUTO,
    CONTIGUOUS,
    CHANNELS_LAST;

    /** The layout on this machine. */
    public MemoryLayout resolve() {
        return this == CONTIGUOUS ? MemoryLayout.CONTIGUOUS : MemoryLayout.CHANNELS_LAST;
    }
}
