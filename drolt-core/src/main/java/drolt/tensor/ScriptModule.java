package drolt.tensor;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A TorchScript module: a network that PyTorch, libtorch and DJL load without its source. Close it. */
public final class ScriptModule implements AutoCloseable {
    private final JitModule module;

    private ScriptModule(JitModule module) {
        this.module = module;
    }

    /**
     * Compiles one.
     *
     * @param source TorchScript of its methods; {@code self.NAME} is a buffer
     * @param buffers by name, which must be an identifier; the module shares them
     */
    public static ScriptModule compile(String source, Map<String, Tensor> buffers) {
        JitModule module = new JitModule(new QualifiedName("drolt"));
        buffers.forEach(module::register_buffer);
        module.define(source);
        module.eval();
        return new ScriptModule(module);
    }

    /**
     * Loads one.
     *
     * @throws RuntimeException of the engine, if the file is none
     */
    public static ScriptModule load(Path file) {
        return new ScriptModule(torch.load(file.toString()));
    }

    /**
     * Writes it, not atomically.
     *
     * @param extra texts that the file carries beside it, by name
     */
    public void save(Path file, Map<String, String> extra) {
        try (StepScope scope = StepScope.open()) {
            ExtraFilesMap files = new ExtraFilesMap();
            extra.forEach((name, text) -> files.put(new BytePointer(name), new BytePointer(text)));
            module.save(file.toString(), files);
        }
    }

    /** What its method {@code forward} makes of a tensor. */
    public Tensor forward(Tensor input) {
        IValueVector inputs = new IValueVector();
        inputs.push_back(new IValue(input));
        return module.forward(inputs).toTensor();
    }

    @Override
    public void close() {
        module.close();
    }
}
