package drolt.cli;

import drolt.inference.ClassProbability;
import drolt.inference.Classification;
import drolt.trust.CoveragePromise;
import drolt.trust.PredictionSets;
import drolt.trust.Temperature;
import drolt.trust.Unlikeness;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what a network says of an image what is told of it.
 *
 * @param top how many classes are told where there are no sets
 * @param coverage that the sets promise
 * @param sets null: the most probable classes are told
 * @param temperature null: the network's own probabilities
 * @param threshold null: it is always sure
 * @param unlikeness null: not told
 */
record Answers(
        int top,
        @Nullable Double coverage,
        CoveragePromise promise,
        @Nullable PredictionSets sets,
        @Nullable Temperature temperature,
        @Nullable Double threshold,
        @Nullable Unlikeness unlikeness) {
    /**
     * What is told of an image.
     *
     * @param classes the most probable ones or a set, at least one, the most probable first
     * @param unsure whether none is probable enough; null where that was not asked
     * @param unlike how unlike anything it is; null where that was not asked
     */
    record Answer(
            Path file,
            List<ClassProbability> classes,
            @Nullable Boolean unsure,
            @Nullable Double unlike) {}

    Answer of(Path file, Classification said) {
        Classification told =
                temperature == null ? said : said.withProbabilities(temperature.probabilities(said.losses()));
        List<ClassProbability> classes = sets == null
                ? told.top(top)
                : IntStream.of(sets.of(said.losses())).mapToObj(told::of).toList();
        return new Answer(
                file,
                classes,
                threshold == null ? null : told.best().probability() < threshold,
                unlikeness == null ? null : unlikeness.of(said.features()));
    }
}
