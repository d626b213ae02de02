package drolt.experiment;

import drolt.distributed.ProcessGroup;
import drolt.tensor.MemoryLayout;
import drolt.tensor.Precision;
import java.util.List;

/**
 * What rank 0 of a group tells the others to do: the training of a stage, or the end. All that a rank must know of this
 * beyond its own recipe and data is in the call.
 */
final class RankCalls {
    private static final String END = "end";

    private final ProcessGroup group;
    private final List<String> order;

    /**
     * @param order of the recipe's stages, by which they are told
     */
    RankCalls(ProcessGroup group, List<String> order) {
        this.group = group;
        this.order = order;
    }

    void train(String stage, Environment environment) {
        group.tell(order.indexOf(stage) + " " + environment.precision() + " " + environment.layout());
    }

    void end(RunOutcome outcome) {
        group.tellLast(END + " " + RankOutcome.of(outcome));
    }

    /** What a rank does with the calls. */
    interface Answer {
        void train(String stage, Precision precision, MemoryLayout layout);
    }

    /** Does what is told until the end. */
    RankOutcome follow(Answer answer) {
        while (true) {
            String[] words = group.awaitTold().split(" ", -1);
            if (words[0].equals(END)) {
                return RankOutcome.valueOf(words[1]);
            }
            answer.train(
                    order.get(Integer.parseInt(words[0])), Precision.valueOf(words[1]), MemoryLayout.valueOf(words[2]));
        }
    }
}
