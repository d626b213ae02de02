package drolt.augmentation;

/** The direction in which an operation moves pixels. */
enum ShiftDirection {
    HORIZONTAL,
    VERTICAL
}
