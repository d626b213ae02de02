package drolt.tensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Loads the engine, once, in the one order that works, and describes it.
 *
 * <p>Every entry into the library that makes tensors calls {@link #load} first; it is cheap after the first time.
 */
public final class Engine {
    private static final String PACKAGE = "/org/bytedeco/pytorch/";

    private Engine() {}

    /**
     * Loads the natives. Safe from several threads, and from several processes that share an empty cache folder.
     *
     * @throws EngineException with one line that says why they cannot be loaded; the same at every call
     */
    public static void load() {
        EngineException failure = Natives.FAILURE;
        if (failure != null) {
            throw new EngineException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Number of threads that one operation uses. */
    public static int threads() {
        load();
        return torch.get_num_threads();
    }

    /** Sets the number of threads that one operation uses, for this thread and those it starts. */
    public static void setThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        load();
        torch.set_num_threads(threads);
    }

    /** Version of the engine and of its binding, for example 2.13.0-1.5.14; needs no natives. */
    public static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch", Tensor.class);
        } catch (IOException e) {
            throw new EngineException("the engine's version cannot be read: " + e.getMessage(), e);
        }
    }

    /** The platform in the binding's words, for example linux-x86_64; needs no natives. */
    public static String platform() {
        return Loader.getPlatform();
    }

    /** Whether the class path holds the natives of this platform. */
    public static boolean nativesPresent() {
        // by the loader, not the class: on the module path the natives are a module of their own
        return torch.class.getClassLoader().getResource(library().substring(1)) != null;
    }

    /** The folder to which natives are unpacked, made if need be. */
    public static Path cacheFolder() {
        try {
            return Loader.getCacheDir().toPath();
        } catch (IOException e) {
            throw new EngineException("the engine's cache folder cannot be used: " + e.getMessage(), e);
        }
    }

    /** Instruction set that the engine's own kernels chose, for example AVX512. */
    public static String instructionSet() {
        load();
        return torch.get_cpu_capability().getString();
    }

    /** Number of threads that one matrix product uses beside those of the engine; 1, or they take each other's time. */
    public static int matrixThreads() {
        load();
        return openblas_nolapack.blas_get_num_threads();
    }

    /** Bytes of memory of the whole process above which the binding refuses to allocate; 0 for no limit. */
    public static long maxPhysicalBytes() {
        load();
        return Pointer.maxPhysicalBytes();
    }

    /** Bytes that this process holds in physical memory now. */
    public static long physicalBytes() {
        load();
        return Pointer.physicalBytes();
    }

    /** Whether the engine multiplies two matrices rightly: that it loads does not yet mean that it runs here. */
    public static boolean computes() {
        load();
        try (StepScope scope = StepScope.open()) {
            Tensor product = Tensors.doubles(new double[] {1, 2, 3, 4}, 2, 2)
                    .matmul(Tensors.doubles(new double[] {5, 6, 7, 8}, 2, 2));
            return Arrays.equals(Tensors.toDoubles(product), new double[] {19, 22, 43, 50});
        }
    }

    /** Resource of the engine's largest library, by which its natives are recognised. */
    private static String library() {
        Properties properties = Loader.loadProperties();
        return PACKAGE
                + Loader.getPlatform()
                + "/"
                + properties.getProperty("platform.library.prefix", "")
                + "torch_cpu"
                + properties.getProperty("platform.library.suffix", "");
    }

    /** What initialises once per JVM, guarded by class initialisation. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    private static final class Natives {
        /** What the binding asks before it loads natives or says that two of its parts have different versions. */
        private static final String LOADING = "org.bytedeco.javacpp.loadLibraries";

        /** Kept and not thrown: a class whose initialiser throws gives the reason only once. */
        static final @Nullable EngineException FAILURE = loadNatives();

        private static @Nullable EngineException loadNatives() {
            try {
                if (!nativesPresent()) {
                    return new EngineException(
                            "the class path holds no natives of the engine for " + Loader.getPlatform()
                                    + "; add org.bytedeco:pytorch and org.bytedeco:openblas with that classifier",
                            null);
                }
                initialiseQuietly();
                // libtorch.so needs libtorch_cpu.so beside it while it loads. The loader unpacks them in the other
                // order, so that a first start on an empty cache ends in SIGSEGV.
                Loader.cacheResource(org.bytedeco.pytorch.presets.torch.class, library());
                Loader.load(torch.class);
                // The matrix library has threads of its own beside those of the engine. After each product they go on
                // spinning for tens of milliseconds, on the processors that the engine's threads need. The products of
                // a training are too small to gain from them.
                openblas_nolapack.blas_set_num_threads(1);
                return null;
            } catch (IOException | LinkageError | RuntimeException e) {
                return new EngineException(NativesFailure.of(e, Loader.getPlatform(), cache()), e);
            }
        }

        private static @Nullable Path cache() {
            try {
                return cacheFolder();
            } catch (EngineException e) {
                return null; // none can be made, which the failure itself tells
            }
        }

        /**
         * Initialises the one class that compares the versions of the binding and of the matrix library, whose pair is
         * tested and has two numbers: it would say so on standard error, in every program that uses this one. It loads
         * nothing itself, and is silent while nothing may be loaded.
         */
        private static void initialiseQuietly() {
            String before = System.getProperty(LOADING);
            System.setProperty(LOADING, "false");
            try {
                Class.forName("org.bytedeco.openblas.presets.openblas_nolapack");
            } catch (ClassNotFoundException e) {
                throw new LinkageError(String.valueOf(e.getMessage()), e);
            } finally {
                if (before == null) {
                    System.clearProperty(LOADING);
                } else {
                    System.setProperty(LOADING, before);
                }
            }
        }
    }
}
