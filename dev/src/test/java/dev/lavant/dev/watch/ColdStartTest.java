package dev.lavant.dev.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ColdStartTest {
    private static final Instant SENT = Instant.ofEpochMilli(1_000);

    @Test
    void the_phases_follow_one_another_from_the_event_to_its_output() {
        var seen = new ColdStart.Seen(SENT, SENT.plusMillis(10), SENT.plusMillis(600));
        var host = host(SENT.plusMillis(30));

        assertThat(ColdStart.of("1", seen, host, 425))
                .isEqualTo(new ColdStart("1", 10, 20, 50, 100, 200, 40, 110, 70, 600, 390, 425));
    }

    @Test
    void each_column_has_its_own_median_the_lower_one_of_an_even_number() {
        List<ColdStart> runs = LongStream.of(4, 1, 3, 2)
                .mapToObj(n -> new ColdStart("run", n, 10 - n, 1, 1, 1, 1, 1, 1, 1, 1, 1))
                .toList();

        assertThat(ColdStart.median(runs)).isEqualTo(new ColdStart("median", 2, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1));
    }

    private static HostHeartbeat host(Instant startedAt) {
        return HostHeartbeat.newBuilder()
                .setHostId("greet-0-1")
                .setFunction("greet")
                .setRevision(1)
                .setSlot(0)
                .setPid(1)
                .setPhase(HostPhase.READY)
                .setAt(startedAt)
                .setJvmStartedAt(startedAt)
                .setMainMillis(50)
                .setContextMillis(150)
                .setJoinedMillis(350)
                .setFirstRecordMillis(390)
                .setFirstCommitMillis(500)
                .setPartitions(6)
                .setInFlight(0)
                .setCompleted(1)
                .setFailedAttempts(0)
                .setBusyNanos(1)
                .build();
    }
}
