package drolt.data;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The images that a table names, in the order of their paths, so that the order of the lines means nothing.
 *
 * <p>A path below the root is known by its way from there, another one from the top of the file system, however the table
 * writes it.
 */
final class TableImages {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final ImageTable table;
    private final Path root;
    private final ImageSieve sieve;
    private final ImageIndex index;
    private final List<Found> images;

    /**
     * An image.
     *
     * @param path from the root on, or absolute
     */
    private record Found(ImageTable.Row row, String path, FileStamp stamp) {}

    /**
     * Looks for them.
     *
     * @param root where relative paths begin
     * @throws ConfigException if one is not there or named twice; names the line
     */
    TableImages(ImageTable table, Path root, ImageSieve sieve) {
        this.table = table;
        this.root = root.toAbsolutePath().normalize();
        this.sieve = sieve;
        this.index = ImageIndex.open(this.root);
        this.images = find();
        requireOnce();
    }

    private List<Found> find() {
        List<ImageTable.Row> rows = table.rows();
        @Nullable
        Found[] found = rows.stream()
                .parallel() // on a network's disk each look takes a millisecond
                .map(this::find)
                .toArray(Found[]::new);
        long missing =
                IntStream.range(0, found.length).filter(at -> found[at] == null).count();
        List<Found> all = new ArrayList<>();
        for (int at = 0; at < found.length; at++) {
            Found image = found[at];
            if (image == null) {
                throw mistake(
                        rows.get(at),
                        "there is no image " + TextLines.shown(rows.get(at).path()) + " in " + root
                                + (missing == 1 ? "" : " (" + missing + " of " + found.length + " are missing)")
                                + "; correct the path, or say with dataset.root where relative paths begin");
            }
            all.add(image);
        }
        all.sort(Comparator.comparing(Found::path));
        return all;
    }

    private @Nullable Found find(ImageTable.Row row) {
        try {
            Path file = root.resolve(row.path()).normalize();
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return null;
            }
            Path known = file.startsWith(root) ? root.relativize(file) : file;
            return new Found(row, known.toString().replace('\\', '/'), FileStamp.of(attributes));
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private void requireOnce() {
        Map<String, ImageTable.Row> seen = new HashMap<>();
        images.stream() // in the order of the lines, so that a message names the later one of two
                .sorted(Comparator.comparingLong(image -> image.row.line()))
                .forEach(image -> {
                    ImageTable.Row before = seen.putIfAbsent(image.path, image.row);
                    if (before != null) {
                        boolean same = before.label().equals(image.row.label());
                        throw mistake(
                                image.row,
                                TextLines.shown(image.row.path()) + " stands in line " + before.line() + ", too"
                                        + (same ? "" : ", with another label")
                                        + "; an image may be named once: remove one of the lines");
                    }
                });
    }

    private ConfigException mistake(ImageTable.Row row, String message) {
        return table.mistake(row.line(), table.columns().path(), message);
    }

    /** Training, validation and test images, as far as the table tells them apart; the rest is cut off. */
    ImageData load(ImageTableConfig config) {
        requireSplits(config);
        List<String> classNames = classNames();
        requireKnownClasses(classNames);
        requireApart();
        ImageFiles train = part(SplitPart.TRAIN, classNames);
        int[] counts = ClassCounts.of(train).toArray();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                throw new ConfigException(table.name() + ": no image of class " + TextLines.shown(classNames.get(label))
                        + " can be used; replace them or name others");
            }
        }
        TestCut cut = config.testCut();
        ImageGroups.requireEnough(
                train,
                table.name() + ": column " + TextLines.shown(table.columns().groupName()),
                cut,
                config.validationShare());
        ImageFiles validation = table.names(SplitPart.VALIDATION) ? part(SplitPart.VALIDATION, classNames) : null;
        if (table.names(SplitPart.TEST)) {
            ImageFiles test = part(SplitPart.TEST, classNames);
            return new ImageData(train, validation, test, config.statistics(), sieve.leftOut());
        }
        ValidationSplit split = cut.of(
                train, ", or name test images in a column " + table.columns().splitName());
        return new ImageData(split.train(), validation, split.validation(), config.statistics(), sieve.leftOut());
    }

    private void requireSplits(ImageTableConfig config) {
        String column =
                table.name() + ": column " + TextLines.shown(table.columns().splitName());
        TestCut cut = config.testCut();
        if (table.hasSplits() && !table.names(SplitPart.TRAIN)) {
            throw new ConfigException(column + ": no line says train; name images to train on");
        }
        if (!table.names(SplitPart.TEST) && !cut.cuts()) {
            throw new ConfigException((table.hasSplits()
                            ? column + ": no line says test"
                            : table.name() + ": has no column "
                                    + TextLines.shown(table.columns().splitName()))
                    + "; name test images there, or let dataset.testShare cut off a share of each class's images, for"
                    + " example 0.2, or dataset.testPerClass as many of each, for example 10");
        }
        if (table.names(SplitPart.TEST) && cut.cuts()) {
            throw new ConfigException(
                    cut.inWords() + " must be null, as " + column + " names test images; remove one of the two");
        }
        if (table.names(SplitPart.VALIDATION) && config.validationShare() > 0) {
            throw new ConfigException("dataset.validationShare: " + config.validationShare() + " must be 0, as "
                    + column + " names images for validation; remove one of the two");
        }
    }

    /** Labels of the training images, by their numbers where all are numbers, else character by character. */
    private List<String> classNames() {
        Set<String> labels = of(SplitPart.TRAIN).map(image -> image.row.label()).collect(Collectors.toSet());
        Comparator<String> order = Comparator.naturalOrder();
        if (labels.stream().allMatch(label -> NUMBER.matcher(label).matches())) {
            order = Comparator.<String>comparingInt(Integer::parseInt).thenComparing(order);
        }
        Set<String> sorted = new TreeSet<>(order);
        sorted.addAll(labels);
        if (sorted.size() == 1) {
            throw new ConfigException(table.name() + ": column "
                    + TextLines.shown(table.columns().label())
                    + ": has one class, " + TextLines.shown(sorted.iterator().next())
                    + ": nothing to tell apart; name images of another class, too");
        }
        return List.copyOf(sorted);
    }

    private void requireKnownClasses(List<String> classNames) {
        Set<String> known = Set.copyOf(classNames);
        for (ImageTable.Row row : table.rows()) {
            if (!known.contains(row.label())) {
                throw table.mistake(
                        row.line(),
                        table.columns().label(),
                        TextLines.shown(row.label()) + " has no training image; every class needs one");
            }
        }
    }

    /** Throws for the first line whose group stands in another split before. */
    private void requireApart() {
        Map<String, ImageTable.Row> seen = new HashMap<>();
        for (ImageTable.Row row : table.rows()) {
            String group = row.group();
            ImageTable.Row before = group == null ? null : seen.putIfAbsent(group, row);
            if (before != null && before.split() != row.split()) {
                throw table.mistake(
                        row.line(),
                        table.columns().groupName(),
                        TextLines.shown(String.valueOf(group)) + " is in " + title(row) + ", and in line "
                                + before.line()
                                + " in " + title(before)
                                + "; a group stays in one split: correct the lines, or set dataset.groupColumn to ''");
            }
        }
    }

    private static String title(ImageTable.Row row) {
        return row.split() == null ? "" : row.split().title();
    }

    private Stream<Found> of(SplitPart part) {
        return images.stream()
                .filter(image -> (image.row.split() == null ? SplitPart.TRAIN : image.row.split()) == part);
    }

    private ImageFiles part(SplitPart part, List<String> classNames) {
        List<Found> of = of(part).toList();
        Map<String, Integer> labels = IntStream.range(0, classNames.size())
                .boxed()
                .collect(Collectors.toMap(classNames::get, label -> label));
        ImageFiles files = ImageFiles.of(
                index,
                classNames,
                of.stream().map(Found::path).toArray(String[]::new),
                of.stream()
                        .mapToInt(image -> labels.getOrDefault(image.row.label(), 0))
                        .toArray(),
                of.stream().map(Found::stamp).toArray(FileStamp[]::new));
        return sieve.pass(
                files.grouped(of.stream().map(image -> image.row.group()).toArray(String[]::new)));
    }
}
