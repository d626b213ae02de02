package drolt.data;

import drolt.configuration.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The images of lists, each in one of them only. */
final class ListedImages {
    private final Path folder;
    private final ImageIndex index;
    private final List<String> classNames;
    private final ImageSieve sieve;
    private final ImageList train;
    private final List<ImageList> lists = new ArrayList<>();
    private final List<ListedFiles> files = new ArrayList<>();
    private final ImageFiles trained;

    /** Looks for the training images. */
    ListedImages(Path folder, ImageList train, List<String> classNames, ImageSieve sieve) {
        this.folder = folder;
        this.index = ImageIndex.open(folder);
        this.classNames = classNames;
        this.sieve = sieve;
        this.train = train;
        lists.add(train);
        files.add(ListedFiles.find(folder, train));
        trained = sieve.pass(files.get(0).images(index, classNames));
        int[] counts = ClassCounts.of(trained).toArray();
        for (int label = 0; label < counts.length; label++) {
            if (counts[label] == 0) {
                throw new ConfigException(train.name() + ": no image of class " + label + " (" + classNames.get(label)
                        + ") can be used; replace them or name others");
            }
        }
    }

    /** Looks for those of another list; throws if one of them is in a list before. */
    ImageFiles apart(ImageList list, String origin) {
        list.requireLabelsBelow(classNames.size(), origin);
        lists.forEach(list::requireApartFrom);
        ListedFiles found = ListedFiles.find(folder, list);
        files.forEach(found::requireApartFrom);
        lists.add(list);
        files.add(found);
        return sieve.pass(found.images(index, classNames));
    }

    /** All of them; where there is no list of test images, these are cut off the training images. */
    ImageData data(ImageListsConfig config, @Nullable ImageFiles validated, @Nullable ImageFiles tested) {
        if (tested != null) {
            return new ImageData(trained, validated, tested, config.statistics(), sieve.leftOut());
        }
        ValidationSplit split = config.testCut().of(trained, ", or name a testList; see " + train.name());
        return new ImageData(split.train(), validated, split.validation(), config.statistics(), sieve.leftOut());
    }
}
