package drolt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupCutTest {
    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noGroupAndNoContentStraddlesTrainingValidationAndTestAndEveryImageIsInOne(long seed) {
        Random random = new Random(seed);
        GroupedImages all = GroupedImages.random(
                random, 1 + random.nextInt(8), 1 + random.nextInt(300), 1 + random.nextInt(60), random.nextBoolean());

        ValidationSplit test = random.nextBoolean()
                ? ValidationSplit.of(all, 0.05 + 0.5 * random.nextDouble(), seed)
                : ValidationSplit.ofEach(all, 1 + random.nextInt(10), seed);
        ValidationSplit validation = ValidationSplit.of(test.train(), 0.05 + 0.4 * random.nextDouble(), seed);

        int[][] parts = {indices(validation.train()), indices(validation.validation()), indices(test.validation())};
        assertThat(Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted())
                .containsExactly(IntStream.range(0, all.size()).boxed().toArray(Integer[]::new));
        requireApart(parts, index -> all.groups()[index]);
        requireApart(parts, index -> all.contents()[index]);
        int[] before = ClassCounts.of(all).toArray();
        int[] kept = ClassCounts.of(validation.train()).toArray();
        for (int label = 0; label < before.length; label++) {
            assertThat(kept[label]).as("class " + label).isGreaterThanOrEqualTo(Math.min(1, before[label]));
        }
        assertThat(indices(ValidationSplit.of(test.train(), 0.2, seed).validation()))
                .as("the same each time")
                .isEqualTo(indices(ValidationSplit.of(test.train(), 0.2, seed).validation()));
    }

    private static void requireApart(int[][] parts, IntFunction<@Nullable String> key) {
        Map<String, Integer> seen = new HashMap<>();
        for (int part = 0; part < parts.length; part++) {
            for (int index : parts[part]) {
                String group = key.apply(index);
                if (group != null) {
                    assertThat(seen.merge(group, part, (one, other) -> one))
                            .as(group)
                            .isEqualTo(part);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofGroupsOfOneClassEachClassGivesItsShareWithinItsLargestGroup(long seed) {
        Random random = new Random(seed);
        GroupedImages all = GroupedImages.random(
                random, 1 + random.nextInt(6), 20 + random.nextInt(400), 1 + random.nextInt(40), false);
        double share = 0.05 + 0.45 * random.nextDouble();

        ClassCounts held = ClassCounts.of(ValidationSplit.of(all, share, seed).validation());

        Map<String, Integer> sizes = new HashMap<>();
        for (int index = 0; index < all.size(); index++) {
            if (all.groups()[index] != null) {
                sizes.merge(all.groups()[index], 1, Integer::sum);
            }
        }
        ClassCounts counts = ClassCounts.of(all);
        for (int label = 0; label < all.classCount(); label++) {
            String ending = " of " + label;
            int largest = sizes.entrySet().stream()
                    .filter(group -> group.getKey().endsWith(ending))
                    .mapToInt(Map.Entry::getValue)
                    .max()
                    .orElse(1);
            int wanted = (int) Math.round(share * counts.of(label));
            assertThat(Math.abs(held.of(label) - Math.min(wanted, Math.max(0, counts.of(label) - 1))))
                    .as("class " + label + ": " + held.of(label) + " of " + counts.of(label) + " at " + share)
                    .isLessThanOrEqualTo(largest);
            assertThat(held.of(label)).isLessThanOrEqualTo(Math.max(wanted, counts.of(label) / 2));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofManySmallGroupsOverSeveralClassesTheSharesAreKept(long seed) {
        Random random = new Random(seed);
        int[] labels = IntStream.range(0, 600).map(at -> random.nextInt(4)).toArray();
        String[] groups = IntStream.range(0, 600).mapToObj(at -> "g" + at / 4).toArray(String[]::new);
        GroupedImages all = new GroupedImages(4, labels, groups, new String[600]);

        int[] held =
                ClassCounts.of(ValidationSplit.of(all, 0.2, seed).validation()).toArray();

        for (int label = 0; label < 4; label++) {
            double share = held[label] / (double) ClassCounts.of(all).of(label);
            assertThat(share).as("class " + label).isBetween(0.17, 0.23);
        }
    }

    /** The larger of two groups stays, whatever the share: a class that can be tested is. */
    @Test
    void aClassOfTwoGroupsGivesTheSmaller() {
        String[] groups = {"a", "a", "a", "b", "b", "c", "d", "d", "d", "d"};
        GroupedImages all = new GroupedImages(2, new int[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, groups, new String[10]);
        for (long seed = 0; seed < 20; seed++) {
            assertThat(indices(ValidationSplit.of(all, 0.2, seed).validation())).containsExactly(3, 4, 5);
        }
    }

    @Test
    void anotherSeedTakesOtherGroups() {
        GroupedImages all = GroupedImages.random(new Random(5), 3, 200, 60, true);
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            seen.add(Arrays.toString(indices(ValidationSplit.of(all, 0.2, seed).validation())));
        }
        assertThat(seen).hasSizeGreaterThan(15);
    }

    @Test
    void drawIsTheSameOnEveryMachine() {
        String[] groups = IntStream.range(0, 20).mapToObj(at -> "g" + at / 3).toArray(String[]::new);
        GroupedImages all =
                new GroupedImages(2, IntStream.range(0, 20).map(at -> at % 2).toArray(), groups, new String[20]);
        assertThat(indices(ValidationSplit.of(all, 0.3, 42).validation())).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aContentUnderTwoClassesKeepsItsGroupsInTraining() {
        String[] groups = {"a", "a", "b", "b", "c", "d", "e", "f"};
        String[] contents = {"same", null, "same", null, null, null, null, null};
        GroupedImages all = new GroupedImages(2, new int[] {0, 0, 1, 1, 0, 0, 1, 1}, groups, contents);
        for (long seed = 0; seed < 20; seed++) {
            assertThat(indices(ValidationSplit.of(all, 0.25, seed).validation()))
                    .hasSize(2)
                    .doesNotContain(0, 1, 2, 3);
        }
    }

    @Test
    void groupsThatCannotBeSparedAreALine() {
        GroupedImages all =
                new GroupedImages(2, new int[] {0, 0, 1, 1}, new String[] {"a", "a", "b", "b"}, new String[4]);
        for (TestCut cut : new TestCut[] {new TestCut(0.3, null, 0), new TestCut(null, 1, 0)}) {
            assertThatThrownBy(() -> cut.of(all, ", or make folders train and test"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(cut.inWords() + " cuts nothing off: the 2 groups of 4 images stay whole, and each holds"
                            + " more than half of the images of some class; make smaller groups, or make folders train"
                            + " and test");
        }
        assertThatThrownBy(() -> ImageGroups.requireEnough(all, "t.csv: column 'p'", new TestCut(0.3, null, 0), 0.2))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "t.csv: column 'p' puts 4 images into 2 groups, too few for training, validation and test, as"
                                + " a group stays whole; make smaller groups or cut less off");
        ImageGroups.requireEnough(all, "t.csv", new TestCut(0.3, null, 0), 0);
    }

    private static int[] indices(ImageDataset part) {
        return part instanceof SubsetDataset subset
                ? subset.indices()
                : IntStream.range(0, part.size()).toArray();
    }
}
