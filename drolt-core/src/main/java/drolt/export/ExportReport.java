package drolt.export;

import java.nio.file.Path;

/**
 * What was written, and how it was checked.
 *
 * @param file that was written
 * @param bytes its size
 * @param images that went through the file and through the run's own network
 * @param imagesOfRun whether they are the run's test images; else they are random
 * @param largestDifference of a logit
 * @param checkedBy the program that computed with the file
 */
public record ExportReport(
        Path file, long bytes, int images, boolean imagesOfRun, double largestDifference, String checkedBy) {}
