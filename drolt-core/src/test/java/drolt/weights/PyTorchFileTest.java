package drolt.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import drolt.tensor.Engine;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Python's own pickle wrote (pytorch-files.py), and one of the engine. */
class PyTorchFileTest {
    @TempDir
    private Path folder;

    private Path copy(String name) throws IOException {
        return write(name, resource(name));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PyTorchFileTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch-zip.pth", "pytorch-stream.pth"})
    void everyTensorHasItsShapeTypeAndNumbers(String name) throws IOException {
        try (WeightsFile file = WeightsFile.open(copy(name))) {
            assertThat(file).isInstanceOf(PyTorchFile.class);
            Map<String, StoredTensor> tensors =
                    file.tensors().stream().collect(Collectors.toMap(StoredTensor::name, tensor -> tensor));
            assertThat(tensors).containsOnlyKeys("conv1.weight", "bn1.bias", "fc.weight", "bn1.num_batches_tracked");
            assertFloats(tensors.get("conv1.weight"), List.of(2L, 3L, 1L, 1L), 0, 0.5f, 1, 1.5f, 2, 2.5f);
            assertFloats(tensors.get("bn1.bias"), List.of(2L), 3.5f, 4);
            assertFloats(tensors.get("fc.weight"), List.of(2L, 2L), 4.5f, 5, 5.5f, 6);
            StoredTensor counter = tensors.get("bn1.num_batches_tracked");
            assertThat(counter.type()).isEqualTo(DataType.I64);
            assertThat(counter.shape()).isEmpty();
            assertThat(counter.data().getLong()).isEqualTo(7);
        }
    }

    private static void assertFloats(StoredTensor tensor, List<Long> shape, float... values) {
        assertThat(tensor.type()).isEqualTo(DataType.F32);
        assertThat(tensor.shape())
                .isEqualTo(shape.stream().mapToLong(size -> size).toArray());
        float[] read = new float[values.length];
        ByteBuffer data = tensor.data();
        data.asFloatBuffer().get(read);
        assertThat(data.remaining()).isEqualTo(Float.BYTES * values.length);
        assertThat(read).isEqualTo(values);
    }

    @Test
    void theEnginesOwnFilesAreRead() throws IOException {
        Engine.load();
        try (StepScope scope = StepScope.open()) {
            JitModule module = new JitModule(new QualifiedName("table"));
            module.define("def table(self, a, b):\n    return {'conv1.weight': a, 'bn1.running_mean': b}\n");
            IValueVector arguments = new IValueVector(
                    new IValue(Tensors.floats(new float[] {1, 2, 3, 4, 5, 6}, 2, 3)),
                    new IValue(Tensors.floats(new float[] {-1, 0.25f}, 2)));
            IValue table = module.get_method("table").apply(arguments);
            byte[] bytes = torch.pickle_save(table).get();
            Path file = write("engine.pth", bytes);
            Map<String, Tensor> read = TensorFile.readSome(file, Set.of("conv1.weight", "bn1.running_mean", "absent"));
            assertThat(read).containsOnlyKeys("conv1.weight", "bn1.running_mean");
            assertThat(read.get("conv1.weight").shape()).containsExactly(2, 3);
            assertThat(Tensors.toFloats(read.get("conv1.weight"))).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(Tensors.toFloats(read.get("bn1.running_mean"))).containsExactly(-1, 0.25f);
        }
    }

    /** 80 kB that a reader which follows each wrapping by a call of its own cannot end. */
    @ParameterizedTest
    @ValueSource(ints = {17, 20_000})
    void aParameterWrappedTooOftenIsRefusedInOneLine(int wrappings) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2, '}', 'X', 1, 0, 0, 0, 'w'});
        pickle.write("ctorch._utils\n_rebuild_parameter\n".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {'q', 0});
        for (int i = 1; i < wrappings; i++) {
            pickle.write(new byte[] {'h', 0});
        }
        pickle.write('N');
        for (int i = 0; i < wrappings; i++) {
            pickle.write(new byte[] {(byte) 0x85, 'R'});
        }
        pickle.write(new byte[] {'s', '.'});
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            ZipEntry entry = new ZipEntry("a/data.pkl");
            CRC32 checksum = new CRC32();
            checksum.update(pickle.toByteArray());
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(pickle.size());
            entry.setCrc(checksum.getValue());
            out.putNextEntry(entry);
            out.write(pickle.toByteArray());
        }
        Path file = write("nested.pth", zip.toByteArray());
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("wrapped more than");
    }

    @ParameterizedTest(name = "{0} cut to {1} of its bytes")
    @CsvSource({
        "pytorch-zip.pth, 0.5",
        "pytorch-zip.pth, 0.98",
        "pytorch-stream.pth, 0.3",
        "pytorch-stream.pth, 0.9",
        "pytorch-stream.pth, 0.99"
    })
    void aTruncatedFileIsRefused(String name, double share) throws IOException {
        byte[] whole = resource(name);
        Path file = write(name, java.util.Arrays.copyOf(whole, (int) (share * whole.length)));
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageStartingWith(file + " is damaged: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFlippedBitInAZipIsNoticed() throws IOException {
        byte[] bytes = resource("pytorch-zip.pth");
        byte[] numbers = {0, 0, 0, 0, 0, 0, 0, 0x3f, 0, 0, (byte) 0x80, 0x3f}; // 0, 0.5, 1
        int at = indexOf(bytes, numbers);
        bytes[at + 7] ^= 1;
        Path file = write("flipped.pth", bytes);
        try (WeightsFile opened = WeightsFile.open(file)) {
            StoredTensor altered = opened.tensors().get(0);
            assertThatThrownBy(altered::data)
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageContaining("checksum");
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void nothingIsRunAndOtherPicklesAreRefused() throws IOException {
        // what pickle.dumps gives of an object whose __reduce__ asks for os.system('touch ran')
        String program = "\u0080\u0002\u008a\u0001\u0007.cposix\nsystem\nX\u0009\0\0\0touch ran\u0085R.";
        Path file = write("program.pth", program.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("not one of PyTorch's tensors");
        assertThat(Path.of("ran")).doesNotExist();
    }

    @Test
    void anythingElseIsNoFileOfWeights() throws IOException {
        Path picture = write("picture.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThatThrownBy(() -> WeightsFile.open(picture))
                .isInstanceOf(ConfigException.class)
                .hasMessage(picture + ": is no file of weights; drolt reads safetensors and what PyTorch's torch.save"
                        + " writes");
        assertThatThrownBy(() -> WeightsFile.open(folder.resolve("absent.pth")))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder.resolve("absent.pth") + ": there is no such file");
    }
}
