package drolt.report;

import drolt.experiment.ArmPredictions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which test images the page has pictures of: the sample, then those that some arm got wrong most. */
final class Pictures {
    private final Map<Integer, Integer> slots = new LinkedHashMap<>();

    /** @param runs all on the same test images */
    Pictures(List<ReportRun> runs) {
        List<ArmPredictions> all =
                runs.stream().flatMap(run -> run.predictions().stream()).toList();
        all.stream().findFirst().ifPresent(said -> IntStream.of(said.sample()).forEach(this::add));
        all.forEach(said -> IntStream.of(Mistakes.worst(said.predictions())).forEach(this::add));
    }

    private void add(int position) {
        slots.putIfAbsent(position, slots.size());
    }

    /** Positions in the test set in the order of the pictures. */
    int[] positions() {
        return slots.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Where the picture of an image stands; null where there is none. */
    @Nullable
    Integer slot(int position) {
        return slots.get(position);
    }
}
