package drolt.cli.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A recipe with slips, foreign values, or what no editor writes; a change that leaves it valid is no try. */
final class MalformedRecipes implements Mishap {
    static final String NAME = "malformed recipes";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> SHIPPED =
            List.of("quickstart", "cifar100-lt", "cifar100-lt-released", "imagenet-lt", "quickstart-sensitivity");
    private static final List<String> HOSTILE = List.of(
            "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                    + "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
                    + "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n"
                    + "version: [*f, *f, *f, *f, *f, *f, *f, *f, *f]\n",
            "seed: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://localhost/\"]]\n",
            "seed: &a\n  - *a\n",
            "stages: {<<: *nowhere}\n",
            "? [1, 2]\n: {a: b}\n",
            "%YAML 9.9\n---\nversion: 1\n",
            "---\nversion: 1\n---\nversion: 1\n",
            "\tversion: 1\n",
            "version: 1\nversion: 1\n",
            "seed: 0x\u0000\n",
            "seed: |\n",
            "- version: 1\n",
            "\u2028\u202e\n");

    private final WarmDrolt warm;
    private final Path recipe;
    private final Path output;
    private final List<String> originals = new ArrayList<>();

    MalformedRecipes(Path work, WarmDrolt warm, UnbrokenRun unbroken) throws IOException {
        this.warm = warm;
        this.recipe = work.resolve("malformed.yaml");
        this.output = work.resolve("malformed");
        originals.add(Files.readString(unbroken.recipe()));
        for (String name : SHIPPED) {
            originals.add(warm.run("recipes", "show", name).out());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String promise() {
        return "a recipe with a mistake: exit code 2 and one short line that names the file, before anything is begun";
    }

    @Override
    public void attempt(long seed, Tally tally) throws Exception {
        Random random = new Random(seed);
        String original = originals.get(random.nextInt(originals.size()));
        int way = random.nextInt(10);
        String what;
        if (way == 0) {
            String hostile = HOSTILE.get(random.nextInt(HOSTILE.size()));
            Files.writeString(recipe, random.nextBoolean() ? hostile : original + hostile);
            what = "YAML that nobody writes";
        } else if (way < 4) {
            Files.write(recipe, new ByteMutation(random).of(original.getBytes(StandardCharsets.UTF_8)));
            what = "other bytes";
        } else {
            JsonNode tree = new TreeMutation(random).of(YAML.readTree(original));
            Files.writeString(recipe, YAML.writeValueAsString(tree));
            what = "other keys and values";
        }
        boolean train = random.nextInt(5) == 0;
        Answer checked = warm.run("recipes", "check", recipe.toString());
        if (checked.exitCode() == 0) {
            checked.rudeness().ifPresent(fault -> tally.failed(seed, what, fault));
            return;
        }
        Optional<String> fault = checked.notARefusalOf(recipe.toString());
        if (fault.isEmpty() && train) {
            Answer trained = warm.run("train", recipe.toString(), "--output", output.toString());
            fault = trained.notARefusalOf(recipe.toString());
            if (fault.isEmpty() && Files.exists(output)) {
                fault = Optional.of("a run's folder was made");
            }
            Trees.remove(output);
        }
        if (fault.isPresent()) {
            tally.failed(seed, what, fault.get());
        } else {
            tally.held(what);
        }
    }
}
