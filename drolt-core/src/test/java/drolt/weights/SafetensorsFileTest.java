package drolt.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsFileTest {
    private static final List<DataType> TYPES = List.of(DataType.values());

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("model.safetensors");
    }

    /** Written by hand from the published description, not by this code. */
    @Test
    void theBytesAreThoseOfTheFormat() throws Exception {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[12,15]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"c\":{\"dtype\":\"I32\",\"shape\":[],\"data_offsets\":[8,12]}}";
        String padding = " ".repeat((8 - header.length() % 8) % 8);
        byte[] expected = HexFormat.of()
                .parseHex(HexFormat.of().toHexDigits((byte) (header.length() + padding.length()))
                        + "00000000000000"
                        + HexFormat.of().formatHex((header + padding).getBytes(UTF_8))
                        + "0000803f" // 1.0f
                        + "000000c0" // -2.0f
                        + "feffffff" // -2
                        + "010203");
        List<StoredTensor> tensors = List.of(
                StoredTensor.of("c", DataType.I32, new long[0], little(4).putInt(0, -2)),
                StoredTensor.of("a", DataType.U8, new long[] {3}, ByteBuffer.wrap(new byte[] {1, 2, 3})),
                StoredTensor.of(
                        "b",
                        DataType.F32,
                        new long[] {1, 2},
                        little(8).putFloat(0, 1).putFloat(4, -2)));
        String digest = SafetensorsFile.write(file, tensors, Map.of("format", "pt"));
        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
        assertThat(digest)
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(expected)))
                .isEqualTo(SafetensorsFile.digest(file));
    }

    static LongStream seeds() {
        return new Random(11).longs(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenReadsBackAndEqualContentIsEqualBytes(long seed) throws IOException {
        Random random = new Random(seed);
        List<StoredTensor> tensors = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            DataType type = TYPES.get(random.nextInt(TYPES.size()));
            long[] shape = random.longs(random.nextInt(4), 0, 5).toArray();
            byte[] bytes = new byte[(int) LongStream.of(shape).reduce(type.bytes(), (a, b) -> a * b)];
            random.nextBytes(bytes);
            tensors.add(StoredTensor.of(i + "é\n\"" + random.nextInt(), type, shape, ByteBuffer.wrap(bytes)));
        }
        Map<String, String> metadata = random.nextBoolean() ? Map.of() : Map.of("z", "1", "a", "ü\n\u2028");
        String digest = SafetensorsFile.write(file, tensors, metadata);
        try (SafetensorsFile read = SafetensorsFile.open(file, digest)) {
            assertThat(read.metadata()).isEqualTo(metadata);
            assertThat(read.tensors()).hasSameSizeAs(tensors);
            for (StoredTensor tensor : tensors) {
                StoredTensor same = read.tensor(tensor.name());
                assertThat(same.toString()).isEqualTo(tensor.toString());
                assertThat(same.data()).isEqualTo(tensor.data());
            }
            Collections.shuffle(tensors, random);
            Path other = folder.resolve("other");
            assertThat(SafetensorsFile.write(other, tensors, metadata)).isEqualTo(digest);
            assertThat(SafetensorsFile.write(other, read.tensors(), read.metadata()))
                    .isEqualTo(digest);
            assertThat(other).hasSameBinaryContentAs(file);
        }
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
            assertThat(Long.reverseBytes(raw.readLong()) % 8).isZero();
        }
    }

    @Test
    void aFileCutAnywhereIsRecognised() throws IOException {
        SafetensorsFile.write(file, List.of(floats("w", 5), floats("v", 2)), Map.of("k", "v"));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .isInstanceOf(CorruptFileException.class)
                    .hasMessageStartingWith(file + " is damaged: ")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aFileWithAnyByteAlteredIsRecognisedByItsChecksum() throws IOException {
        String digest = SafetensorsFile.write(file, List.of(floats("w", 5)), Map.of());
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] altered = whole.clone();
            altered[i] ^= 4;
            Files.write(file, altered);
            assertThatThrownBy(() -> SafetensorsFile.open(file, digest))
                    .hasMessage(file + " is damaged: its checksum is not the one noted when it was written; delete it"
                            + " or put a sound copy in its place");
        }
    }

    @Test
    void aFileTruncatedWhileItIsReadIsRecognised() throws IOException {
        SafetensorsFile.write(file, List.of(floats("w", 5)), Map.of());
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
            Files.write(file, new byte[20]);
            assertThatThrownBy(() -> open.tensor("w").data()).isInstanceOf(CorruptFileException.class);
        }
    }

    /** Headers over 8 bytes of data. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}  ~ tensor 'a' has offsets that do not fit its 12 bytes
            {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}  ~ tensor 'a' has offsets that do not fit its 8 bytes
            {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}  ~ tensor 'a' begins at 4, not 0
            {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}  ~ its tensors have 4 bytes and the file holds 8 for them
            {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}} ~ its tensors have 16 bytes and the file holds 8 for them
            {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} ~ tensor 'b' begins at 4, not 8
            {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} ~ its header is not JSON
            {'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}} ~ tensor 'a' lacks a list of whole numbers
            {'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}} ~ tensor 'a' lacks a list of whole numbers
            {'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}    ~ tensor 'a' lacks a list of whole numbers
            {'a':{'dtype':'F32','shape':[99999999999,99999999999],'data_offsets':[0,8]}} ~ tensor 'a' has an impossible shape
            {'a':{'dtype':'F33','shape':[2],'data_offsets':[0,8]}}  ~ tensor 'a' has a type that drolt does not write: '"F33"'
            {'a':{'dtype':'F32','shape':[2],'offsets':[0,8]}}       ~ tensor 'a' lacks a list of whole numbers
            {'a':3}                                                 ~ tensor 'a' is not described as it should be
            {'__metadata__':{'a':3}}                                ~ __metadata__ is not a group of texts
            {} {}                                                   ~ its header is not JSON
            [1,2]                                                   ~ this is not a safetensors file, or its header is altered
            {'a':                                                   ~ its header is not JSON
            """)
    void aHeaderThatTheFormatForbidsIsNamed(String header, String damage) throws IOException {
        writeRaw(header.replace('\'', '"').getBytes(UTF_8), 8);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CorruptFileException.class)
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + " is damaged: " + damage + "; delete it or put a sound copy in its place");
    }

    @Test
    void anAbsurdHeaderLengthIsRefusedWithoutReservingMemory() throws IOException {
        for (long length : new long[] {-1, 0, 1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            Files.write(file, little(64).putLong(0, length).array());
            assertThatThrownBy(() -> SafetensorsFile.open(file))
                    .hasMessageContaining("this is not a safetensors file, or its header is altered");
        }
    }

    @Test
    void foreignFilesInAnotherOrderAndWithoutPaddingAreRead() throws IOException {
        String header = "{\"b\":{\"shape\":[4],\"data_offsets\":[4,8],\"dtype\":\"U8\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}\n";
        writeRaw(header.getBytes(UTF_8), 8);
        try (SafetensorsFile read = SafetensorsFile.open(file)) {
            assertThat(read.tensors()).extracting(StoredTensor::name).containsExactly("a", "b");
            assertThatThrownBy(() -> read.tensor("c")).hasMessageContaining("it holds no tensor c");
        }
    }

    @Test
    void misuseIsRefusedAndLeavesNoFile() {
        StoredTensor tensor = floats("w", 1);
        assertThatThrownBy(() -> SafetensorsFile.write(file, List.of(tensor, tensor), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SafetensorsFile.write(file, List.of(floats("__metadata__", 1)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        StoredTensor wrong = StoredTensor.of("w", DataType.F32, new long[] {2}, little(4));
        assertThatThrownBy(() -> SafetensorsFile.write(file, List.of(wrong), Map.of()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> SafetensorsFile.open(file)).hasMessage(file + ": there is no such file");
        assertThatThrownBy(() -> SafetensorsFile.open(file, "00")).hasMessage(file + ": there is no such file");
    }

    private static StoredTensor floats(String name, int count) {
        return StoredTensor.of(name, DataType.F32, new long[] {count}, little(4 * count));
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void writeRaw(byte[] header, int dataBytes) throws IOException {
        Files.write(
                file,
                little(8 + header.length + dataBytes)
                        .putLong(header.length)
                        .put(header)
                        .array());
    }
}
