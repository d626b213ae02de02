package drolt.training;

import drolt.data.ImageDataset;
import drolt.distributed.Membership;
import drolt.distributed.ProcessGroup;
import drolt.model.Network;
import drolt.tensor.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Trains stages on a few images, in one process or as a rank of several, and says every value of what it trained. */
public final class DividedTraining {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private DividedTraining() {}

    /** Arguments: stages. */
    public static void main(String[] stages) {
        Engine.load();
        try (ProcessGroup group =
                ProcessGroup.join(Membership.of(System.getenv()).orElseThrow(), TIMEOUT)) {
            for (String stage : stages) {
                train(stage, group).lines().forEach(System.out::println);
            }
        }
        System.exit(0);
    }

    /** The mean losses of the epochs, and the network's tensors by name, each a line. */
    static String train(String yaml, ProcessGroup group) {
        ImageDataset train = TinyStage.images(1, 28, 12, 7);
        StageContext context = TinyStage.context(train, TinyStage.images(2, 8, 8, 8), Selection.VALIDATION);
        try (Network network = TinyStage.MODEL.build(3, 1);
                StageTrainer trainer =
                        new StageTrainer(context, network, new KeptStates(), List.of(), new StopSignal(), group)) {
            TrainingResult result = TinyStage.config(yaml).run(trainer);
            String losses = result.history().stream()
                    .map(epoch -> Double.toString(epoch.loss()))
                    .collect(Collectors.joining(" "));
            return "losses " + losses + "\n"
                    + TinyStage.values(network).entrySet().stream()
                            .map(DividedTraining::line)
                            .collect(Collectors.joining("\n"));
        }
    }

    private static String line(Map.Entry<String, List<Float>> tensor) {
        return tensor.getKey()
                + tensor.getValue().stream().map(value -> " " + value).collect(Collectors.joining());
    }
}
