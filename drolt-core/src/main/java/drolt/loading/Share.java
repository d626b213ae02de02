package drolt.loading;

/**
 * The part of every batch that one of several processes makes: consecutive images, as many as the others' within one.
 *
 * @param part from 0
 * @param parts how many processes divide the batch
 */
public record Share(int part, int parts) {
    /** The whole batch. */
    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (parts < 1 || part < 0 || part >= parts) {
            throw new IllegalArgumentException("there is no part " + part + " of " + parts);
        }
    }

    /** Position of the first image in a batch of this size. */
    public int from(int size) {
        return (int) ((long) size * part / parts);
    }

    /** Position behind the last image in a batch of this size. */
    public int until(int size) {
        return (int) ((long) size * (part + 1) / parts);
    }
}
