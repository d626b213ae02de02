package drolt.export;

import drolt.tensor.Engine;
import drolt.tensor.NoGrad;
import drolt.tensor.ScriptModule;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.nio.file.Path;

/** The engine's own TorchScript interpreter. */
final class TorchScriptRunner implements ModelRunner {
    @Override
    public String name() {
        return "libtorch " + Engine.version();
    }

    @Override
    public float[] logits(Path file, float[] images, long... shape) {
        try (NoGrad noGrad = NoGrad.open();
                StepScope scope = StepScope.open();
                ScriptModule module = ScriptModule.load(file)) {
            return Tensors.toFloats(module.forward(Tensors.floats(images, shape)));
        }
    }
}
