package drolt.data;

import drolt.configuration.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the images of folders, in either layout. */
final class FolderImages {
    private static final Logger LOG = LoggerFactory.getLogger(ImageFoldersConfig.class);

    private static final String GROUPS = "dataset.groupBy:";

    private final Path root;
    private final SplitFolders folders;
    private final ImageSieve sieve;
    private final ImageIndex index;

    FolderImages(Path root, SplitFolders folders, ImageSieve sieve) {
        this.root = root;
        this.folders = folders;
        this.sieve = sieve;
        this.index = ImageIndex.open(root);
    }

    ImageData load(ImageFoldersConfig config) {
        if (config.testCut().cuts() && !folders.others().isEmpty()) {
            refuseReservedClasses(config, folders.others().get(0));
        }
        config.requireOneValidation(folders.validation());
        Path test = folders.test();
        if (test == null) {
            return cut(config);
        }
        if (config.testCut().cuts()) {
            throw new ConfigException(config.testCut().inWords() + " must be null, as there is a folder " + test
                    + "; remove one of the two");
        }
        Path train = folders.train() == null ? root.resolve("train") : folders.train();
        ImageFolderTree trained = ImageFolderTree.scan(root, ImageListsConfig.requireFolder(train));
        ImageFolderTree tested = ImageFolderTree.scan(root, test);
        ImageFolderTree validated = validation(trained);
        tested.requireClassesIn(trained);
        trained.requireImages();
        trained.requireClasses();
        warn(trained, tested, validated);
        if (!folders.others().isEmpty()) {
            LOG.warn(
                    "{}: not read, as it stands beside train and test",
                    root.resolve(folders.others().get(0)));
        }
        ImageFiles training = trained(trained, config);
        ImageGroups.requireEnough(training, GROUPS, config.testCut(), config.validationShare());
        return data(
                config,
                training,
                validated == null ? null : passed(validated, trained, config),
                passed(tested, trained, config));
    }

    private ImageData cut(ImageFoldersConfig config) {
        if (!config.testCut().cuts()) {
            throw new ConfigException(root.resolve("test")
                    + ": there is no such folder; make it, or let dataset.testShare cut off a share of each class's images,"
                    + " for example 0.2, or dataset.testPerClass as many of each, for example 10");
        }
        Path top = folders.train() == null ? root : folders.train();
        ImageFolderTree all = ImageFolderTree.scan(root, top);
        ImageFolderTree validated = validation(all);
        all.requireImages();
        all.requireClasses();
        warn(all, validated);
        ImageFiles validation = validated == null ? null : passed(validated, all, config);
        ImageFiles training = trained(all, config);
        ImageGroups.requireEnough(training, GROUPS, config.testCut(), config.validationShare());
        ValidationSplit split = config.testCut().of(training, ", or make folders train and test");
        return data(config, split.train(), validation, split.validation());
    }

    private @Nullable ImageFolderTree validation(ImageFolderTree trained) {
        Path folder = folders.validation();
        if (folder == null || ImageFolderTree.foldersWithImages(folder).isEmpty()) {
            return null;
        }
        ImageFolderTree validated = ImageFolderTree.scan(root, folder);
        validated.requireClassesIn(trained);
        return validated;
    }

    private ImageFiles passed(ImageFolderTree tree, ImageFolderTree trained, ImageFoldersConfig config) {
        return config.grouped(sieve.pass(tree.images(trained.classNames(), index)));
    }

    private ImageFiles trained(ImageFolderTree tree, ImageFoldersConfig config) {
        ImageFiles images = passed(tree, tree, config);
        int[] counts = ClassCounts.of(images).toArray();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                throw new ConfigException(root + ": no image of class "
                        + TextLines.shown(tree.classNames().get(label))
                        + " can be used; replace them or remove the class");
            }
        }
        return images;
    }

    private ImageData data(
            ImageFoldersConfig config, ImageDataset train, @Nullable ImageDataset validation, ImageDataset test) {
        ImageData data = new ImageData(train, validation, test, config.statistics(), sieve.leftOut());
        ImageGroups.requireApart(data, GROUPS);
        return data;
    }

    /** A class may have one of these names, or the classes may lie in it: only the user knows. */
    private void refuseReservedClasses(ImageFoldersConfig config, String other) {
        Path train = folders.train();
        Path test = folders.test();
        Path reserved = train == null ? test : train;
        if (reserved != null) {
            String mend = train != null && test != null
                    ? "rename both if they are classes, or set "
                            + config.testCut().key() + " to null if they hold the classes"
                    : train != null
                            ? "rename it if it is a class, or set dataset.folder to "
                                    + Path.of(
                                            config.folder(), train.getFileName().toString())
                                    + " if it holds the classes"
                            : "rename it";
            throw new ConfigException(reserved + ": stands beside " + TextLines.shown(other) + ", and where "
                    + config.testCut().key() + " is set no class may be called train or test; " + mend);
        }
    }

    /** A line for each kind of thing that is left out. */
    private void warn(@Nullable ImageFolderTree... trees) {
        Map<String, List<LeftOut>> kinds = new LinkedHashMap<>();
        Stream.of(trees)
                .flatMap(tree -> tree == null ? Stream.empty() : tree.ignored().stream())
                .forEach(entry -> kinds.computeIfAbsent(entry.what(), any -> new ArrayList<>())
                        .add(entry));
        kinds.forEach((what, entries) -> LOG.warn(
                "{}: left out {}{}; for example {}",
                root,
                entries.size() == 1 ? "one entry" : entries.size() + " entries",
                what.equals(LeftOut.NO_IMAGE) ? ", " + what : ": " + what,
                root.relativize(entries.get(0).path())));
    }
}
