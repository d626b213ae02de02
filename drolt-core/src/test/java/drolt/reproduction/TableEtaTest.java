package drolt.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TableEtaTest {
    private final AtomicLong clock = new AtomicLong();

    private TableEta eta(TablePlan plan) {
        return TableEta.of(plan.runs(), clock::get).orElseThrow();
    }

    private static TablePlan plan(List<String> rows) {
        return TablePlan.of(ShippedTable.TABLE4, new TableOptions(Setting.EQUAL, 1, 1, rows, false, null, List.of()));
    }

    private void seconds(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void whatIsLeftIsTheMultiplyAddsThatAreLeftAtTheRateOfThoseDone() {
        TablePlan plan = plan(List.of("ce"));
        RunCost cost = RunCost.of(plan.runs().get(0).recipe().config()).orElseThrow();
        double all = cost.stages().stream().mapToDouble(StageCost::multiplyAdds).sum();
        double pretrain = cost.stages().get(0).multiplyAdds();
        assertThat(cost.stages().get(0).stage()).isEqualTo("pretrain");

        TableEta eta = eta(plan);
        assertThat(eta.secondsLeft()).isEmpty();
        eta.stageStarts("if100-seed1", "pretrain", 0.25); // resumed: what was done before tells no rate
        seconds(100);
        eta.stageAt("if100-seed1", "pretrain", 0.75);
        double rate = 0.5 * pretrain / 100;
        assertThat(eta.secondsLeft()).hasValueCloseTo((all - 0.75 * pretrain) / rate, within(1e-6));
        assertThat(eta.shareDone()).isCloseTo(0.75 * pretrain / all, within(1e-12));

        eta.stageEnds("if100-seed1", "pretrain");
        eta.stageEnds("if100-seed1", "ce"); // by another worker
        double rest = all - pretrain - cost.stages().get(1).multiplyAdds();
        assertThat(eta.secondsLeft()).hasValueCloseTo(rest / rate, within(1e-6));
        cost.stages().forEach(stage -> eta.stageEnds("if100-seed1", stage.stage()));
        assertThat(eta.secondsLeft()).hasValue(0);
        assertThat(eta.shareDone()).isEqualTo(1);
    }

    @Test
    void everySeedAndDataSetCounts() {
        TableOptions options = new TableOptions(Setting.EQUAL, 1, 2, List.of("ce"), false, null, List.of());
        TablePlan plan = TablePlan.of(ShippedTable.TABLE1, options);
        TableEta eta = eta(plan);
        plan.runs().stream()
                .filter(run -> run.seed() == 1)
                .forEach(run -> run.recipe().config().order().forEach(stage -> eta.stageEnds(run.name(), stage)));
        assertThat(eta.shareDone()).isCloseTo(0.5, within(1e-12));
    }
}
