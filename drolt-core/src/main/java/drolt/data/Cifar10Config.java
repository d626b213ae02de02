package drolt.data;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CIFAR-10, or a long-tailed subset of it: 32 x 32 colour images of ten classes, in the authors' binary layout.
 *
 * <p>Source: Krizhevsky, Learning Multiple Layers of Features from Tiny Images (2009); the subsets are those of Cao et
 * al., Learning Imbalanced Datasets with Label-Distribution-Aware Margin Loss (2019).
 *
 * @param profile how the counts fall from the first label to the last
 * @param imbalanceFactor largest over smallest class, at least 1
 * @param subsetSeed chooses the images, 0 to 2^32 - 1; published results use 0
 * @param indices an index file that names the images, instead of the three above; a relative path is looked for in
 *     the working folder, then in the data folder
 * @param validationShare share of each class's training images cut off for validation, in [0, 1)
 * @param shots limits of many, medium and few
 * @param normalization which statistics normalise the pixels
 * @param fewShotImages training images that a few-shot class keeps at most, {@link FewShotCut}; null: all
 */
@JsonTypeName("cifar-10")
public record Cifar10Config(
        LongTailProfile profile,
        double imbalanceFactor,
        long subsetSeed,
        @Nullable String indices,
        double validationShare,
        ShotLimits shots,
        Normalization normalization,
        @Nullable Integer fewShotImages)
        implements DatasetConfig {
    public Cifar10Config {
        CifarSubset.requireValid(imbalanceFactor, subsetSeed, indices);
        ValidationSplit.requireShare(validationShare);
        FewShotCut.requireValid(fewShotImages, shots);
    }

    @Override
    public Optional<DataSize> size() {
        return subset().size(CifarFormat.CIFAR10, validationShare);
    }

    @Override
    public ImageData load(Path dataFolder) {
        return subset().load(CifarFormat.CIFAR10, normalization, dataFolder);
    }

    @Override
    public PixelStatistics statistics() {
        return CifarFormat.CIFAR10.statistics(normalization);
    }

    @Override
    public Optional<SubsetDraw> draw() {
        return profile == LongTailProfile.NONE && indices == null && fewShotImages == null
                ? Optional.empty()
                : Optional.of(new SubsetDraw(imbalanceFactor, subsetSeed));
    }

    private CifarSubset subset() {
        return new CifarSubset(profile, imbalanceFactor, subsetSeed, indices, new FewShotCut(fewShotImages, shots));
    }
}
