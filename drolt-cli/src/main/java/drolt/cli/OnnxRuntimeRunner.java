package drolt.cli;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import drolt.configuration.ConfigException;
import drolt.export.ModelRunner;
import drolt.graph.NetworkGraph;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** ONNX Runtime on the CPU. */
final class OnnxRuntimeRunner implements ModelRunner {
    @Override
    public String name() {
        return "onnxruntime " + OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public float[] logits(Path file, float[] images, long... shape) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(); // one a process, which ONNX Runtime keeps
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
                OrtSession.Result result = session.run(Map.of(NetworkGraph.IMAGE, input))) {
            OnnxTensor logits = (OnnxTensor) result.get(NetworkGraph.LOGITS).orElseThrow(); // the result closes it
            FloatBuffer values = logits.getFloatBuffer();
            float[] array = new float[values.remaining()];
            values.get(array);
            return array;
        } catch (OrtException e) {
            throw new ConfigException("ONNX Runtime cannot use the exported file: " + e.getMessage(), e);
        }
    }
}
