package drolt.tuning;

import drolt.configuration.ClosestName;
import drolt.configuration.ConfigException;
import drolt.configuration.ConfigWriter;
import drolt.experiment.ValidationTrial;
import drolt.io.Sha256;
import drolt.recipe.Recipe;
import drolt.recipe.RecipeReader;
import drolt.reproduction.ScheduleScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that a tuning will do but which trials come how far, worked out without data and engine. */
public final class TuningPlan {
    private static final int DIGEST_LENGTH = 8;

    private final Recipe recipe;
    private final String arm;
    private final SearchSpace space;
    private final double scale;
    private final List<Trial> trials = new ArrayList<>();

    /**
     * Plans a tuning; every trial's recipe is read and checked.
     *
     * @param nameOrFile of the recipe
     * @param overrides keys of the recipe, {@code key=value} each
     * @param arm whose accuracy counts; null: the recipe's last
     * @param spaceName how messages call the space
     * @param scale factor on the schedules of the last rung, above 0
     * @throws ConfigException if the space does not fit the recipe, or the recipe has no validation split
     */
    public TuningPlan(
            String nameOrFile,
            List<String> overrides,
            @Nullable String arm,
            SearchSpace space,
            String spaceName,
            double scale) {
        if (!(scale > 0 && scale <= 1)) {
            throw new ConfigException("--scale: " + scale + " must be above 0 and at most 1, for example 0.2");
        }
        recipe = RecipeReader.read(nameOrFile, overrides);
        ValidationTrial.requireNoTest(recipe);
        this.arm = arm(recipe, arm);
        this.space = space;
        this.scale = scale;
        for (Map<String, String> values : space.trials()) {
            List<String> all = new ArrayList<>(overrides);
            all.addAll(space.set());
            values.forEach((key, value) -> all.add(key + "=" + value));
            trials.add(new Trial(trials.size() + 1, values, read(nameOrFile, all, spaceName)));
        }
    }

    private static Recipe read(String nameOrFile, List<String> overrides, String spaceName) {
        try {
            Recipe recipe = RecipeReader.read(nameOrFile, overrides);
            ValidationTrial.requireNoTest(recipe);
            return recipe;
        } catch (ConfigException e) {
            throw new ConfigException("search space " + spaceName + ": " + e.getMessage(), e);
        }
    }

    private static String arm(Recipe recipe, @Nullable String arm) {
        List<String> arms = List.copyOf(recipe.config().arms().keySet());
        if (arm == null) {
            return arms.get(arms.size() - 1);
        }
        if (!arms.contains(arm)) {
            throw new ConfigException(
                    "--arm " + arm + ": recipe " + recipe.name() + " has no such arm" + ClosestName.hint(arm, arms));
        }
        return arm;
    }

    /** The arm whose accuracy counts. */
    public String arm() {
        return arm;
    }

    public SearchSpace space() {
        return space;
    }

    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** Factor on the recipe's schedules on a rung, counted from 0. */
    public double scale(int rung) {
        return scale * space.halving().scale(rung);
    }

    /** What a trial trains on a rung, counted from 0: the arm alone. */
    public Recipe recipe(Trial trial, int rung) {
        return new ScheduleScale(scale(rung)).arm(trial.recipe(), arm);
    }

    /** Trainings of all rungs. */
    public int measurements() {
        int sum = 0;
        for (int rung = 0; rung < space.halving().rungs(); rung++) {
            sum += space.halving().survivors(trials.size(), rung);
        }
        return sum;
    }

    /** All that decides the outcome but for images and machine, as text. */
    String content() {
        StringBuilder content = new StringBuilder(arm + "\n" + scale + "\n"
                + ConfigWriter.canonicalJson(space.halving()) + "\n"
                + ConfigWriter.canonicalJson(recipe.config()));
        trials.forEach(trial -> content.append('\n').append(trial.values()));
        trials.forEach(trial -> content.append('\n')
                .append(Sha256.of(ConfigWriter.canonicalJson(trial.recipe().config()))));
        return content.toString();
    }

    /** Eight digits that identify a tuning. */
    public String digest() {
        return Sha256.of(content()).substring(0, DIGEST_LENGTH);
    }
}
