package drolt.data;

import drolt.configuration.ConfigException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A list of images: a line is a path, a space, and a label from 0. The form of the official lists of ImageNet-LT,
 * Places-LT and iNaturalist 2018.
 *
 * <p>A path may hold spaces. It is relative to the images' folder; a list names it once.
 */
final class ImageList {
    private static final String FORM = "; a line is a path, a space and a label, for example train/cat/1.jpg 0";

    private static final Pattern LABEL = Pattern.compile("[0-9]{1,9}");

    private final TextLines lines;
    private final String[] paths;
    private final int[] labels;

    private ImageList(TextLines lines, String[] paths, int[] labels) {
        this.lines = lines;
        this.paths = paths;
        this.labels = labels;
    }

    /**
     * Reads a list.
     *
     * @throws ConfigException if it cannot be read or a line is wrong; names file and line
     */
    static ImageList read(Path file) {
        return of(TextLines.read(file));
    }

    /** Takes lines apart. */
    static ImageList of(TextLines lines) {
        int size = lines.lines().size();
        if (size == 0) {
            throw new ConfigException(lines.name() + ": names no image" + FORM);
        }
        String[] paths = new String[size];
        int[] labels = new int[size];
        Map<String, Integer> seen = new HashMap<>(2 * size);
        for (int index = 0; index < size; index++) {
            String line = lines.lines().get(index);
            int gap = lastGap(line);
            if (gap < 0) {
                throw lines.mistake(index, TextLines.shown(line) + " has no label" + FORM);
            }
            labels[index] = label(lines, index, line.substring(gap + 1));
            String path = line.substring(0, gap).strip();
            if (path.startsWith("/") || path.startsWith("\\")) {
                throw lines.mistake(
                        index, TextLines.shown(path) + " must be relative to the images' folder, dataset.folder");
            }
            if (leavesFolder(path)) {
                throw lines.mistake(
                        index,
                        TextLines.shown(path) + " leads out of the images' folder, dataset.folder; name it there");
            }
            Integer before = seen.putIfAbsent(path, index);
            if (before != null) {
                throw lines.mistake(
                        index,
                        TextLines.shown(path) + " stands in line " + (before + 1)
                                + ", too; an image may be named once: remove one of the lines");
            }
            paths[index] = path;
        }
        return new ImageList(lines, paths, labels);
    }

    private static boolean leavesFolder(String path) {
        int depth = 0;
        for (String name : path.split("[/\\\\]", -1)) {
            depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    private static int lastGap(String line) {
        return Math.max(line.lastIndexOf(' '), line.lastIndexOf('\t'));
    }

    private static int label(TextLines lines, int index, String text) {
        if (!LABEL.matcher(text).matches()) {
            throw lines.mistake(index, "label " + TextLines.shown(text) + " is no whole number from 0" + FORM);
        }
        return Integer.parseInt(text);
    }

    String name() {
        return lines.name();
    }

    int size() {
        return paths.length;
    }

    String path(int index) {
        return paths[index];
    }

    int label(int index) {
        return labels[index];
    }

    /**
     * How many classes these training images have: the largest label and one more.
     *
     * @throws ConfigException if a label is so large that a class must be left without an image
     */
    int classCount() {
        int largest = 0;
        for (int index = 0; index < labels.length; index++) {
            if (labels[index] >= labels.length) {
                throw mistake(
                        index,
                        "label " + labels[index] + " is too large: every class needs a training image, and the list"
                                + " names " + labels.length);
            }
            largest = Math.max(largest, labels[index]);
        }
        return largest + 1;
    }

    /** Throws for the first label that is no class. */
    void requireLabelsBelow(int classCount, String origin) {
        for (int index = 0; index < labels.length; index++) {
            if (labels[index] >= classCount) {
                throw mistake(
                        index,
                        "label " + labels[index] + " is outside 0.." + (classCount - 1) + ", the classes of " + origin);
            }
        }
    }

    /** Throws for the first class without an image. */
    void requireEveryClass(int classCount, List<String> classNames) {
        boolean[] found = new boolean[classCount];
        for (int label : labels) {
            found[label] = true;
        }
        for (int label = 0; label < classCount; label++) {
            if (!found[label]) {
                throw new ConfigException(name() + ": names no image of class " + label + " (" + classNames.get(label)
                        + "); every class needs a training image");
            }
        }
    }

    /** Throws for the first image that another list names, too. */
    void requireApartFrom(ImageList other) {
        Map<String, Integer> known = new HashMap<>(2 * other.size());
        for (int index = 0; index < other.size(); index++) {
            known.put(other.path(index), index);
        }
        for (int index = 0; index < paths.length; index++) {
            Integer there = known.get(paths[index]);
            if (there != null) {
                throw mistake(
                        index,
                        TextLines.shown(paths[index]) + " stands in line " + (there + 1) + " of " + other.name()
                                + ", too; an image may be in one of the lists only");
            }
        }
    }

    /** What is wrong with an image's line. */
    ConfigException mistake(int index, String message) {
        return lines.mistake(index, message);
    }
}
