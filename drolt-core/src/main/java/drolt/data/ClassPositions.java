package drolt.data;

/** Where each class's images stand in a data set. */
final class ClassPositions {
    private ClassPositions() {}

    /** One array a class, in label order: the positions of its images, ascending. */
    static int[][] of(ImageDataset dataset) {
        ClassCounts counts = ClassCounts.of(dataset);
        int[][] positions = new int[counts.classCount()][];
        for (int label = 0; label < positions.length; label++) {
            positions[label] = new int[counts.of(label)];
        }
        int[] filled = new int[positions.length];
        for (int index = 0; index < dataset.size(); index++) {
            int label = dataset.label(index);
            positions[label][filled[label]++] = index;
        }
        return positions;
    }
}
