package drolt.augmentation;

import drolt.data.RgbImage;
import java.util.List;
import java.util.random.RandomGenerator;

/** Applies one pair of a policy, chosen uniformly. */
final class AutoAugment implements Transform {
    private final Step[][] pairs;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    AutoAugment(List<OperationPair> pairs) {
        this.pairs = pairs.stream()
                .map(pair -> new Step[] {Step.of(pair.first()), Step.of(pair.second())})
                .toArray(Step[][]::new);
    }

    @Override
    public RgbImage apply(RgbImage image, RgbImage spare, RandomGenerator random) {
        Workspace workspace = workspaces.get();
        RgbImage result = image;
        for (Step step : pairs[random.nextInt(pairs.length)]) {
            if (random.nextDouble() < step.probability) {
                PixelOperation operation = step.forms[random.nextInt(step.forms.length)];
                result = operation.apply(result, result == image ? spare : image, workspace);
            }
        }
        return result;
    }

    /** An operation in each of its signs, made ready once. */
    private record Step(double probability, PixelOperation[] forms) {
        static Step of(RandomOperation random) {
            List<PixelOperation> forms = random.operation().at(random.index());
            return new Step(random.probability(), forms.toArray(PixelOperation[]::new));
        }
    }
}
