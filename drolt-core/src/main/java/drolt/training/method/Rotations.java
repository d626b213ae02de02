package drolt.training.method;

import drolt.sampling.ReseedableRandom;
import drolt.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Draws by how many quarter turns the images of a batch are rotated, each batch a function of seed, epoch and step. */
record Rotations(long seed) {
    /** Quarter turns there are. */
    static final int COUNT = 4;

    private static final long HEIGHT = 2;
    private static final long WIDTH = 3;

    /** Quarter turns of each image, 0 to 3: as often one as another, as far as the size allows. */
    int[] draw(int epoch, int step, int size) {
        int[] turns = IntStream.range(0, size).map(i -> i % COUNT).toArray();
        new ReseedableRandom(seed, epoch, step).shuffle(turns);
        return turns;
    }

    /**
     * The rotated images, counter-clockwise.
     *
     * @param images [B, 3, S, S]
     * @param turns [B]
     */
    static Tensor of(Tensor images, int[] turns) {
        TensorVector rotated = new TensorVector();
        int[] order = new int[turns.length];
        int at = 0;
        for (int turn = 0; turn < COUNT; turn++) {
            int wanted = turn;
            int[] positions = IntStream.range(0, turns.length)
                    .filter(i -> turns[i] == wanted)
                    .toArray();
            for (int position : positions) {
                order[position] = at++;
            }
            if (positions.length > 0) {
                rotated.push_back(turned(images.index_select(0, Tensors.longs(positions, positions.length)), turn));
            }
        }
        return torch.cat(rotated, 0).index_select(0, Tensors.longs(order, order.length));
    }

    private static Tensor turned(Tensor images, int turns) {
        return switch (turns) {
            case 0 -> images;
            case 1 -> images.transpose(HEIGHT, WIDTH).flip(HEIGHT);
            case 2 -> images.flip(HEIGHT, WIDTH);
            default -> images.transpose(HEIGHT, WIDTH).flip(WIDTH);
        };
    }

    /** Images a turn where so many are trained on, to the nearest. */
    static int[] counts(int images) {
        int[] counts = new int[COUNT];
        Arrays.setAll(counts, turn -> (images + COUNT - 1 - turn) / COUNT);
        return counts;
    }
}
