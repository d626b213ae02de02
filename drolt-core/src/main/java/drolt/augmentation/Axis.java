package drolt.augmentation;

/** The direction in which an operation moves pixels. */
enum Axis {
    HORIZONTAL,
    VERTICAL
}
