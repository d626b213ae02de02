package drolt.tensorboard;

/** What is written for TensorBoard. */
public enum TensorBoardOutput {
    NONE,
    /** Event files: a few hundred bytes an epoch. */
    EVENTS,
    /** Event files, and for each arm features of test images for the embedding projector: up to 5 MB an arm. */
    EMBEDDINGS
}
