package drolt.analysis;

import drolt.data.ClassCounts;
import drolt.data.ShotLimits;
import drolt.experiment.ArmResult;
import drolt.experiment.FinishedRun;
import drolt.inference.ClassWeightNorms;
import drolt.inference.Evaluation;
import drolt.inference.Evaluator;
import drolt.model.Network;
import java.lang.ref.SoftReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One arm of one run. Its passes over the images are made by the first call that needs them, and kept as long as the heap
 * has room; arms with one backbone share those over it.
 */
public final class AnalysedArm {
    private final String label;
    private final FinishedRun run;
    private final ArmResult result;
    private final List<SoftReference<BackbonePass>> known;
    private final AnalysisProgress progress;
    private @Nullable SoftReference<ArmPass> pass;

    AnalysedArm(
            String label,
            FinishedRun run,
            ArmResult result,
            List<SoftReference<BackbonePass>> known,
            AnalysisProgress progress) {
        this.label = label;
        this.run = run;
        this.result = result;
        this.known = known;
        this.progress = progress;
    }

    /** What figures call it: the arm's name, and with several runs also the run's. */
    public String label() {
        return label;
    }

    public FinishedRun run() {
        return run;
    }

    public ArmResult result() {
        return result;
    }

    /** Training images of each class. */
    public ClassCounts counts() {
        return run.shotCounts();
    }

    public ShotLimits shots() {
        return run.shots();
    }

    /**
     * What its network makes of all training and test images.
     *
     * @throws drolt.configuration.ConfigException if weights or data are missing, or a feature is not finite
     */
    public ArmPass pass() {
        ArmPass made = pass == null ? null : pass.get();
        if (made == null) {
            made = run.measure(result.name(), this::showImages);
            pass = new SoftReference<>(made);
        }
        return made;
    }

    /** Tells whoever waits that all images are shown to the network now. */
    void passStarts() {
        progress.passStarts(label);
    }

    private ArmPass showImages(Network network, Evaluator evaluator) {
        String digest = network.backbone().digest();
        int classCount = run.train().classCount();
        double[] norms = ClassWeightNorms.of(network);
        for (SoftReference<BackbonePass> reference : known) {
            BackbonePass shared = reference.get();
            if (shared != null && shared.digest().equals(digest)) {
                return new ArmPass(
                        evaluator.predict(network, shared.train(), classCount),
                        evaluator.predict(network, shared.test(), classCount),
                        shared,
                        norms);
            }
        }
        passStarts();
        Evaluation train = evaluator.evaluate(network, run.train());
        Evaluation test = evaluator.evaluate(network, run.test());
        BackbonePass made = BackbonePass.of(
                digest,
                FiniteFeatures.require(train.features(), label + ": features of training images"),
                FiniteFeatures.require(test.features(), label + ": features of test images"),
                classCount);
        known.add(new SoftReference<>(made));
        return new ArmPass(train.predictions(), test.predictions(), made, norms);
    }
}
