package drolt.experiment;

import drolt.configuration.ConfigException;
import drolt.configuration.InvalidValueException;
import drolt.data.ClassCounts;
import drolt.data.ImageDataset;
import drolt.evaluation.Predictions;
import drolt.evaluation.ShotAccuracy;
import drolt.io.Json;
import drolt.io.RecordFiles;
import drolt.recipe.ExperimentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code choice.json}: the arm of a finished run to ship, which is the best one on the validation split by the mean over
 * the classes; of equals the first of the recipe. The test set has no part in it.
 *
 * @param fingerprint of the run
 * @param arm the one to ship
 * @param candidates all arms, in the recipe's order
 * @param images of the validation split
 * @param withinNoise whether another pick of as many validation images might well have chosen another arm: the lead over
 *     the second best is less than 1.96 standard errors of the paired difference
 */
public record ArmChoice(String fingerprint, String arm, List<Candidate> candidates, int images, boolean withinNoise) {
    private static final RecordFiles FILES =
            Json.files("the command that made the run chooses anew, and trains nothing");
    private static final double NORMAL_QUANTILE = 1.96;
    private static final double PERCENT = 100;

    /**
     * An arm that might have been chosen.
     *
     * @param accuracy on the validation split, mean over the classes that occur in it, in [0, 1]
     */
    public record Candidate(String arm, double accuracy) {
        public Candidate {
            Objects.requireNonNull(arm, "arm");
            if (!(accuracy >= 0 && accuracy <= 1)) {
                throw new InvalidValueException("accuracy", accuracy, "must lie in [0, 1]");
            }
        }
    }

    /** Refuses files that lack a part. */
    public ArmChoice {
        Objects.requireNonNull(fingerprint, "fingerprint");
        candidates = List.copyOf(candidates);
        if (candidates.stream().noneMatch(candidate -> candidate.arm.equals(arm))) {
            throw new InvalidValueException("arm", arm, "must be one of the candidates");
        }
    }

    static Path file(Path run) {
        return run.resolve("choice.json");
    }

    /**
     * What a run has chosen; empty where it has not.
     *
     * @throws ConfigException in one line if the file is damaged or of another run
     */
    public static Optional<ArmChoice> read(Path run, RunResult result) {
        Path file = file(run);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ArmChoice choice = FILES.read(file, ArmChoice.class);
        if (!choice.fingerprint.equals(result.fingerprint())) {
            throw new ConfigException(
                    file + ": is the choice of another run than result.json; delete it, or name an arm with --arm");
        }
        return Optional.of(choice);
    }

    /** Takes what every arm says of the validation images, and keeps what follows in the run's folder. */
    static ArmChoice make(Path run, RunResult result, ExperimentConfig config, ExperimentData data, int loaderThreads) {
        ImageDataset validation = data.validation();
        if (validation == null || validation.size() == 0) {
            throw new ConfigException(
                    run + ": has no validation images to choose an arm by; set dataset.validationShare");
        }
        Map<String, Predictions> predictions = new LinkedHashMap<>();
        try (ArmEvaluator evaluator = new ArmEvaluator(config, data, result.environment(), loaderThreads)) {
            result.arms()
                    .forEach(arm -> predictions.put(
                            arm.name(),
                            ArmCalibration.read(run, arm)
                                    .map(ArmCalibration::validation)
                                    .filter(kept -> kept.size() == validation.size())
                                    .orElseGet(() -> evaluator.predict(
                                            arm.name(), ArmNetwork.file(run, arm), arm.weights(), validation))));
        }
        ArmChoice choice = of(result.fingerprint(), predictions, data.shotCounts(), config);
        FILES.write(file(run), choice);
        return choice;
    }

    private static ArmChoice of(
            String fingerprint, Map<String, Predictions> predictions, ClassCounts counts, ExperimentConfig config) {
        List<Candidate> candidates = new ArrayList<>();
        predictions.forEach((arm, of) -> candidates.add(new Candidate(
                arm, ShotAccuracy.of(of, counts, config.dataset().shots()).classMean())));
        Candidate best = best(candidates, "");
        boolean withinNoise = false;
        if (candidates.size() > 1) {
            Candidate second = best(candidates, best.arm);
            double error = PairedError.ofClassMeans(
                    Objects.requireNonNull(predictions.get(best.arm)),
                    Objects.requireNonNull(predictions.get(second.arm)));
            withinNoise = best.accuracy - second.accuracy < NORMAL_QUANTILE * error;
        }
        int images = predictions.values().iterator().next().size();
        return new ArmChoice(fingerprint, best.arm, candidates, images, withinNoise);
    }

    /** The first of the greatest, one arm left out. */
    private static Candidate best(List<Candidate> candidates, String leftOut) {
        return candidates.stream()
                .filter(candidate -> !candidate.arm.equals(leftOut))
                .reduce((one, other) -> other.accuracy > one.accuracy ? other : one)
                .orElseThrow();
    }

    /** A line for people: {@code DRO-LT + cRT, class-mean accuracy 71.2 on 143 validation images, against 69.8 (...)}. */
    public String inWords() {
        Candidate chosen = candidates.stream()
                .filter(candidate -> candidate.arm.equals(arm))
                .findFirst()
                .orElseThrow();
        String line = String.format(
                Locale.ROOT,
                "%s, class-mean accuracy %.1f on %,d validation images",
                arm,
                chosen.accuracy * PERCENT,
                images);
        if (candidates.size() == 1) {
            return line;
        }
        Candidate second = best(candidates, arm);
        return line
                + String.format(
                        Locale.ROOT,
                        ", against %.1f (%s)%s",
                        second.accuracy * PERCENT,
                        second.arm,
                        withinNoise ? "; the difference is within noise" : "");
    }
}
