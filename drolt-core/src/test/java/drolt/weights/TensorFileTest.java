package drolt.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.tensor.MemoryLayout;
import drolt.tensor.OneThread;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OneThread.class)
class TensorFileTest {
    @TempDir
    Path folder;

    private StepScope scope;

    @BeforeEach
    void open() {
        scope = StepScope.open();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void everyTypeAndShapeComesBackBitForBit() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("floats", Tensors.floats(new float[] {1, -0f, Float.NaN, Float.MIN_VALUE, 3, 4}, 2, 3));
        tensors.put("doubles", Tensors.doubles(new double[] {Math.PI, Double.NEGATIVE_INFINITY}, 2));
        tensors.put("longs", Tensor.create(new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE}, new long[] {3, 1}));
        tensors.put("scalar", Tensor.create(new long[] {7}, new long[] {}));
        tensors.put("empty", Tensors.floats(new float[0], 0, 4));
        Path file = folder.resolve("all.safetensors");

        Map<String, Tensor> read = TensorFile.read(file, TensorFile.write(file, tensors));

        assertThat(read).containsOnlyKeys("floats", "doubles", "longs", "scalar", "empty");
        tensors.forEach((name, tensor) -> {
            Tensor found = read.get(name);
            assertThat(found.shape()).as(name).containsExactly(tensor.shape());
            assertThat(found.scalar_type().intern())
                    .as(name)
                    .isEqualTo(tensor.scalar_type().intern());
            assertThat(bits(found)).as(name).containsExactly(bits(tensor));
        });
    }

    @Test
    void equalTensorsAreEqualBytesWhateverTheirOrderAndLayout() throws IOException {
        float[] values = new float[2 * 3 * 4 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Tensor plain = Tensors.floats(values, 2, 3, 4, 5);
        Tensor other = Tensors.floats(new float[] {1}, 1);
        Map<String, Tensor> first = new LinkedHashMap<>();
        first.put("b", plain);
        first.put("a", other);
        Map<String, Tensor> second = new LinkedHashMap<>();
        second.put("a", other);
        second.put("b", MemoryLayout.CHANNELS_LAST.arrange(plain));

        String digest = TensorFile.write(folder.resolve("first"), first);

        assertThat(TensorFile.write(folder.resolve("second"), second)).isEqualTo(digest);
        assertThat(Files.readAllBytes(folder.resolve("second"))).isEqualTo(Files.readAllBytes(folder.resolve("first")));
    }

    @Test
    void typesThatAreNotStoredAreNamed() {
        Map<String, Tensor> bytes = Map.of("mask", Tensors.bytes(new byte[] {1, 2}, 2));
        assertThatThrownBy(() -> TensorFile.write(folder.resolve("file"), bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mask")
                .hasMessageContaining("Byte");
        Map<String, Tensor> halves =
                Map.of("half", Tensors.floats(new float[] {1}, 1).to(ScalarType.BFloat16));
        assertThatThrownBy(() -> TensorFile.write(folder.resolve("file"), halves))
                .hasMessageContaining("half");
    }

    /** Cuts and flips at random places: never another result than the tensors or the complaint. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everyDamageIsRecognised(long seed) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("file.safetensors");
        String digest = TensorFile.write(file, Map.of("weight", Tensors.floats(new float[40], 40)));
        byte[] intact = Files.readAllBytes(file);
        assertThat(TensorFile.isIntact(file, digest)).isTrue();
        for (int i = 0; i < 60; i++) {
            byte[] damaged = random.nextBoolean()
                    ? Arrays.copyOf(intact, random.nextInt(intact.length))
                    : flipped(intact, random.nextInt(8 * intact.length));
            Files.write(file, damaged);
            assertThat(TensorFile.isIntact(file, digest)).isFalse();
            assertThatThrownBy(() -> TensorFile.read(file, digest))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("\n");
        }
        Files.delete(file);
        assertThat(TensorFile.isIntact(file, digest)).isFalse();
        assertThatThrownBy(() -> TensorFile.read(file, digest)).isInstanceOf(ConfigException.class);
    }

    private static byte[] flipped(byte[] intact, int bit) {
        byte[] damaged = intact.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        return damaged;
    }

    private static long[] bits(Tensor tensor) {
        return tensor.scalar_type().intern() == ScalarType.Long
                ? Tensors.toLongs(tensor)
                : Arrays.stream(Tensors.toDoubles(tensor))
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray();
    }
}
