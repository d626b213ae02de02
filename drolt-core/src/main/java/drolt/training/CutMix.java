package drolt.training;

import drolt.loss.LossInput;
import drolt.sampling.ReseedableRandom;
import drolt.sampling.SymmetricBeta;
import drolt.tensor.Tensors;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Draws the rectangles of {@link CutMixConfig}, each a function of seed, epoch and step. */
record CutMix(SymmetricBeta shares, double probability, long seed) {
    /**
     * A rectangle and where its pixels come from.
     *
     * @param mixture how much of each image remains, and whose pixels take the rest
     */
    record Patch(int top, int bottom, int left, int right, Mixture mixture) {
        /**
         * The images with their rectangles, of several views the first view's.
         *
         * @param images float [V B, 3, H, W], the first view's first
         */
        Tensor of(Tensor images) {
            int size = mixture.partners().length;
            long height = images.size(2);
            long width = images.size(3);
            float[] inside = new float[(int) (height * width)];
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    inside[(int) (y * width + x)] = 1;
                }
            }
            Tensor mask = Tensors.floats(inside, 1, 1, height, width);
            Tensor first = images.narrow(0, 0, size);
            Tensor others = first.index_select(0, Tensors.longs(mixture.partners(), size));
            Tensor cut = first.add(others.sub(first).mul(mask)); // exact where the mask is 0
            return images.size(0) == size
                    ? cut
                    : torch.cat(new TensorVector(cut, images.narrow(0, size, images.size(0) - size)), 0);
        }

        /** The pass of these images under both sets of labels. */
        StepInput under(LossInput own) {
            return own.otherViews().isEmpty() ? mixture.under(own) : mixture.underFirst(own);
        }
    }

    /** The rectangle of a batch; null: it stays as it is. */
    @Nullable
    Patch draw(int epoch, int step, int size, int height, int width) {
        ReseedableRandom random = new ReseedableRandom(seed, epoch, step);
        if (random.nextDouble() >= probability) {
            return null;
        }
        double side = Math.sqrt(1 - shares.draw(random));
        int[] rows = span(random.nextInt(height), (int) (height * side), height);
        int[] columns = span(random.nextInt(width), (int) (width * side), width);
        int[] partners = IntStream.range(0, size).toArray();
        random.shuffle(partners);
        double area = (double) (rows[1] - rows[0]) * (columns[1] - columns[0]) / ((double) height * width);
        return new Patch(rows[0], rows[1], columns[0], columns[1], new Mixture(1 - area, partners));
    }

    private static int[] span(int centre, int length, int most) {
        return new int[] {Math.max(centre - length / 2, 0), Math.min(centre + length - length / 2, most)};
    }
}
