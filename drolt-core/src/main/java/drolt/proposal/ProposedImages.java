package drolt.proposal;

import drolt.configuration.ConfigSource;
import drolt.data.DatasetConfig;
import drolt.data.ImageFoldersConfig;
import drolt.data.ImageTableConfig;
import drolt.recipe.RecipeReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A recipe's data set: a folder of images, or a table of them.
 *
 * @param path absolute
 * @param hasTest whether images are set apart for the test; else a fifth is cut off
 * @param hasValidation the same of validation
 */
record ProposedImages(Path path, boolean isTable, boolean hasTest, boolean hasValidation) {
    private static final double TEST_SHARE = 0.2;

    /** Share of the images that may be damaged and left out. */
    private static final double BAD_SHARE = 0.01;

    /** Looks what a folder or a table sets apart. */
    static ProposedImages of(Path path) {
        if (Files.isDirectory(path)) {
            return new ProposedImages(
                    path,
                    false,
                    ImageFoldersConfig.testFolder(path).isPresent(),
                    ImageFoldersConfig.validationFolder(path).isPresent());
        }
        ImageTableConfig table = (ImageTableConfig) new ProposedImages(path, true, true, true).config();
        return new ProposedImages(path, true, table.namesTest(path), table.namesValidation(path));
    }

    /** The value of a recipe's key {@code dataset}, in YAML. */
    String yaml() {
        return "  kind: " + (isTable ? "image-table\n  file: " : "image-folders\n  folder: ")
                + YamlText.quoted(path.toString()) + "\n"
                + (hasTest ? "" : "  testShare: " + TEST_SHARE + "\n")
                + (hasValidation ? "" : "  validationShare: " + RecipeProposal.VALIDATION_SHARE + "\n")
                + "  onBadImage: {kind: skip, largestShare: " + BAD_SHARE
                + "} # damaged images are left out and counted\n";
    }

    /** The same as a recipe's reader understands it. */
    DatasetConfig config() {
        String recipe = "version: 1\ndataset:\n" + yaml()
                + "model: {kind: cifar-resnet}\nstages: {any: {kind: train}}\narms: {any: any}\n";
        return RecipeReader.read(new ConfigSource(recipe, "proposal"), "proposal")
                .config()
                .dataset();
    }

    /** Where the test images come from, in words. */
    String testReason() {
        if (hasTest) {
            return isTable ? "test: the images that the table names for it" : "test: the folder that is there";
        }
        return "test: a fifth of each class, as " + (isTable ? "the table names none" : "there is no folder 'test'");
    }

    /** Where the validation images come from, in words. */
    String validationReason() {
        if (hasValidation) {
            return isTable
                    ? "validation: the images that the table names for it"
                    : "validation: the folder that is there";
        }
        return "validation: 15% of each class's training images";
    }
}
