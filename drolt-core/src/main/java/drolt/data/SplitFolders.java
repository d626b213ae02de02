package drolt.data;

import drolt.configuration.ConfigException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folders of training, validation and test images among those of a folder, by their names, capitals or not.
 *
 * @param train called train or training; null: there is none
 * @param validation called val, valid or validation; null: none
 * @param test called test or testing; null: none
 * @param others names of the other folders that hold images
 */
record SplitFolders(
        @Nullable Path train,
        @Nullable Path validation,
        @Nullable Path test,
        List<String> others) {
    SplitFolders {
        others = List.copyOf(others);
    }

    /**
     * Looks for them.
     *
     * @throws ConfigException if two have names of one meaning
     */
    static SplitFolders of(Path root) {
        List<String> names = ImageFolderTree.folders(root);
        Path train = named(root, names, SplitPart.TRAIN);
        Path test = named(root, names, SplitPart.TEST);
        // beside classes a folder may be a class of that name
        Path validation = train == null && test == null ? null : named(root, names, SplitPart.VALIDATION);
        List<String> others = new ArrayList<>(ImageFolderTree.foldersWithImages(root));
        for (Path split : new @Nullable Path[] {train, validation, test}) {
            if (split != null) {
                others.remove(split.getFileName().toString());
            }
        }
        return new SplitFolders(train, validation, test, others);
    }

    private static @Nullable Path named(Path root, List<String> names, SplitPart part) {
        List<String> found = names.stream()
                .filter(name -> SplitPart.of(name).filter(part::equals).isPresent())
                .toList();
        if (found.size() > 1) {
            throw new ConfigException(root + ": holds the folders " + TextLines.shown(found.get(0)) + " and "
                    + TextLines.shown(found.get(1)) + ", which mean the same; rename or remove one");
        }
        return found.isEmpty() ? null : root.resolve(found.get(0));
    }
}
