package drolt.experiment;

import drolt.augmentation.TransformConfig;
import drolt.io.CanonicalForm;
import drolt.io.Sha256;
import drolt.model.ModelConfig;
import drolt.training.Selection;
import drolt.training.StageConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that determines the result of a stage, but for the versions of the parts that it uses. Equal identities give equal
 * bits.
 *
 * @param parent fingerprint of the stage before; null: fresh values
 * @param train fingerprint of the images trained on
 * @param measured fingerprint of the images that select an epoch; null: none
 * @param normalization mean and deviation of the pixels
 * @param pretrained SHA-256 (hex) of the weights that the backbone starts from; null: fresh values
 * @param testView null: images as they are
 */
record StageIdentity(
        StageConfig stage,
        @Nullable String parent,
        String train,
        @Nullable String measured,
        List<Double> normalization,
        ModelConfig model,
        @Nullable String pretrained,
        List<TransformConfig> augmentation,
        @Nullable List<TransformConfig> testView,
        long seed,
        Selection selection,
        Environment environment) {
    /** SHA-256 (hex) of all of it and of these versions; the stages' names do not enter. */
    String fingerprint() {
        ObjectNode tree = CanonicalForm.of(this);
        ((ObjectNode) tree.get("stage")).remove("after"); // a name; what it stands for is the parent's fingerprint
        ((ObjectNode) tree.get("model")).remove("pretrained"); // a path; its content is in the digest
        ObjectNode whole = tree.objectNode();
        ObjectNode versions = whole.putObject("algorithmVersions"); // first, as keys are sorted
        AlgorithmVersions.usedBy(tree).forEach(versions::put);
        whole.setAll(tree);
        return Sha256.of(CanonicalForm.text(whole));
    }
}
