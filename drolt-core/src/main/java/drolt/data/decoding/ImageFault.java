package drolt.data.decoding;

/**
 * What is wrong with an image file.
 *
 * @param text the file and what is wrong with it, in one line
 * @param readable whether it can be decoded all the same, with pixels missing
 */
public record ImageFault(String text, boolean readable) {}
