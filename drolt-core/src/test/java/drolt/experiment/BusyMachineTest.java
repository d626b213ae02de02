package drolt.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import drolt.training.StepMetrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class BusyMachineTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(BusyMachine.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private double seconds;
    private double processorSeconds;

    @BeforeEach
    void listen() {
        said.start();
        log.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(said);
    }

    /** Two minutes of steps of a second each. */
    private List<String> trained(int threads, double processorsUsed, double load) {
        BusyMachine watch = new BusyMachine(
                threads, 2, () -> new BusyMachine.Sample(nanos(seconds), nanos(processorSeconds), load));
        for (int step = 0; step < 120; step++) {
            watch.stepEnds(new StepMetrics(0, step, 120, 8, 1, 0.1, 0));
            seconds++;
            processorSeconds += processorsUsed;
        }
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static long nanos(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void threadsThatGetLittleTimeOnABusyMachineAreToldOnceWithTheMend() {
        assertThat(trained(2, 0.4, 7))
                .containsExactly(
                        "the machine is busy (load 7.0 on 2 processors): 2 threads get the time of 0.4 and lose"
                                + " most of it waiting for each other. Stop and resume with OMP_WAIT_POLICY=passive, which changes"
                                + " no result; for a new run OMP_NUM_THREADS=1 does as well");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "1.9, 2.1, an idle machine",
        "1.9, 7, enough time although others want some",
        "0.4, 1, images that are waited for",
        "0.4, -1, a system that does not tell"
    })
    void elseNothingIsSaid(double processorsUsed, double load, String why) {
        assertThat(trained(2, processorsUsed, load)).as(why).isEmpty();
    }

    @Test
    void whereNothingSpinsNothingIsWatched() {
        assertThat(BusyMachine.watch(2, Map.of())).isPresent();
        assertThat(BusyMachine.watch(1, Map.of())).isEmpty();
        assertThat(BusyMachine.watch(2, Map.of("OMP_WAIT_POLICY", "PASSIVE"))).isEmpty();
        assertThat(BusyMachine.watch(2, Map.of("GOMP_SPINCOUNT", "1000"))).isEmpty();
    }
}
