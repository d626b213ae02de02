package drolt.training;

import drolt.configuration.ConfigException;

/** A stored state that a training needs at its end is gone: the stage must be trained anew. */
public final class LostStateException extends ConfigException {
    private static final long serialVersionUID = 1L;

    LostStateException(int epoch) {
        super("the checkpoint of the best epoch, " + epoch
                + ", was damaged or taken away while the stage was trained; run the same command again, which trains it"
                + " anew");
    }
}
