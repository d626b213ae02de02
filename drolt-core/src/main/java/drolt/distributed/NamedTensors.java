package drolt.distributed;

import drolt.tensor.Tensors;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tensors by name, of which only rank 0 knows how many there are and what they look like. */
public final class NamedTensors {
    private NamedTensors() {}

    /**
     * Gives every rank those of rank 0.
     *
     * @param own those of rank 0; what the others give is ignored
     * @return on rank 0 its own; elsewhere copies, owned by the open scope
     */
    public static Map<String, Tensor> fromLeader(ProcessGroup group, Map<String, Tensor> own) {
        String lines = own.entrySet().stream()
                .map(entry -> entry.getKey() + "\t"
                        + entry.getValue().scalar_type().intern().name() + "\t"
                        + Arrays.stream(entry.getValue().shape())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        String all = new String(group.fromLeader(lines.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        if (group.leads()) {
            own.values().forEach(tensor -> group.broadcast(tensor.detach().contiguous()));
            return own;
        }
        Map<String, Tensor> received = new LinkedHashMap<>();
        all.lines().forEach(line -> {
            String[] words = line.split("\t", -1);
            long[] shape = words[2].isEmpty()
                    ? new long[0]
                    : Arrays.stream(words[2].split(","))
                            .mapToLong(Long::parseLong)
                            .toArray();
            Tensor tensor = Tensors.empty(ScalarType.valueOf(words[1]), shape);
            group.broadcast(tensor);
            received.put(words[0], tensor);
        });
        return received;
    }
}
