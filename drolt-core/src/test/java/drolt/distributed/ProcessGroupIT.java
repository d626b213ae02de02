package drolt.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of real JVMs on the loopback interface. */
class ProcessGroupIT {
    private static final String LONG = "60";
    private static final String SHORT = "4";

    private static List<GroupProcess.End> ends(List<GroupProcess> ranks) throws InterruptedException {
        List<GroupProcess.End> ends = new ArrayList<>();
        for (GroupProcess rank : ranks) {
            ends.add(rank.end());
        }
        return ends;
    }

    private static List<GroupProcess> start(int size, String what, String timeout) throws IOException {
        int port = GroupProcess.freePort();
        List<GroupProcess> ranks = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            ranks.add(GroupProcess.start(rank, size, port, what, timeout));
        }
        return ranks;
    }

    @ParameterizedTest
    @CsvSource({
        "1, '[1.0, 0.5]', '[0, 2][]', '[0, 9]', 'truefalse'",
        "2, '[3.0, 1.0]', '[1, 2][1.0, 1.0]', '[0, 9, 1, 9]', 'truefalse'",
        "3, '[6.0, 1.5]', '[3, 2][1.0, 1.0, 2.0, 2.0, 2.0, 2.0]', '[0, 9, 1, 9, 2, 9]', 'truefalse'"
    })
    void everyRankGetsTheSameValues(int size, String sum, String gathered, String labels, String any)
            throws IOException, InterruptedException {
        for (GroupProcess.End end : ends(start(size, "values", LONG))) {
            assertThat(end.lines())
                    .containsExactly(
                            "sum " + sum,
                            "broadcast [7.0, 1.0E-300]",
                            "gathered " + gathered,
                            "gradient",
                            "labels " + labels,
                            "any " + any,
                            "leader rank 0 \u00e4");
            assertThat(end.code()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void whereARankIsKilledTheOthersEndWithALine(int victim) throws IOException, InterruptedException {
        List<GroupProcess> ranks = start(3, "sums", LONG);
        for (GroupProcess rank : ranks) {
            rank.awaitLine("step 5");
        }
        ranks.get(victim).kill();
        List<GroupProcess.End> ends = ends(ranks);
        ends.remove(victim);
        assertThat(ends).allSatisfy(end -> {
            assertThat(end.last()).startsWith("another rank is gone, so this one ends");
            assertThat(end.code()).isEqualTo(1);
        });
    }

    @Test
    void whereARankHangsTheOthersEndAfterTheTimeout() throws IOException, InterruptedException {
        List<GroupProcess> ranks = start(2, "sums", SHORT);
        for (GroupProcess rank : ranks) {
            rank.awaitLine("step 5");
        }
        ranks.get(1).stop();
        GroupProcess.End end = ranks.get(0).end();
        ranks.get(1).kill();
        assertThat(end.last()).startsWith("another rank has not answered within 4 s, so this one ends");
        assertThat(end.code()).isEqualTo(1);
    }

    @Test
    void aTakenPortIsTold() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(0)) {
            GroupProcess.End end = GroupProcess.start(0, 2, other.getLocalPort(), "values", SHORT)
                    .end();
            assertThat(end.last()).startsWith("MASTER_PORT: rank 0 cannot listen at port " + other.getLocalPort());
            assertThat(end.code()).isEqualTo(2);
        }
    }

    @Test
    void aRankWithoutLeaderEndsAfterTheTimeout() throws IOException, InterruptedException {
        GroupProcess.End end = GroupProcess.start(1, 2, GroupProcess.freePort(), "values", SHORT)
                .end();
        assertThat(end.last()).contains("rank 1 cannot reach rank 0 at 127.0.0.1:");
        assertThat(end.code()).isEqualTo(2);
    }

    @Test
    void whereARankIsMissingAllSayHowManyCame() throws IOException, InterruptedException {
        int port = GroupProcess.freePort();
        List<GroupProcess> ranks = List.of(
                GroupProcess.start(0, 3, port, "values", SHORT), GroupProcess.start(1, 3, port, "values", SHORT));
        assertThat(ends(ranks)).allSatisfy(end -> {
            assertThat(end.last()).startsWith("WORLD_SIZE: only 2 of 3 ranks came within 4 s");
            assertThat(end.code()).isEqualTo(2);
        });
    }

    @Test
    void twoNumbersOfRanksAreToldToAll() throws IOException, InterruptedException {
        int port = GroupProcess.freePort();
        List<GroupProcess> ranks =
                List.of(GroupProcess.start(0, 2, port, "values", LONG), GroupProcess.start(1, 3, port, "values", LONG));
        assertThat(ends(ranks)).allSatisfy(end -> {
            assertThat(end.last()).isEqualTo("WORLD_SIZE: is 3 for rank 1 and 2 for rank 0");
            assertThat(end.code()).isEqualTo(2);
        });
    }

    /** A rank of a new run that finds the store of an old one, whose rank 0 is still there. */
    @Test
    void aRankThatComesTwiceIsRefused() throws IOException, InterruptedException {
        int port = GroupProcess.freePort();
        GroupProcess leader = GroupProcess.start(0, 2, port, "sums", LONG);
        GroupProcess old = GroupProcess.start(1, 2, port, "sums", LONG);
        leader.awaitLine("step 1");
        GroupProcess.End late = GroupProcess.start(1, 2, port, "sums", LONG).end();
        assertThat(late.last()).startsWith("RANK: another process has rank 1 already at 127.0.0.1:" + port);
        assertThat(late.code()).isEqualTo(2);
        leader.awaitLine("step"); // the others go on
        leader.kill();
        old.end();
    }

    @Test
    void ranksThatWereGivenDifferentThingsAllEnd() throws IOException, InterruptedException {
        assertThat(ends(start(2, "differ", LONG))).allSatisfy(end -> {
            assertThat(end.last()).startsWith("the recipe is not the same on all ranks");
            assertThat(end.code()).isEqualTo(2);
        });
    }
}
