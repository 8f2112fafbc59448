package dev.lavant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Quality;
import dev.lavant.schemas.UsageId;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivedTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final double CLOSE = 1e-6;

    @Test
    void a_latency_is_from_the_arrival_to_the_append_of_the_usage_record() {
        var lived = Lived.of(
                List.of(
                        written(UsageKind.INVOCATION, "a", 2, Duration.ofSeconds(3), NOON.plusSeconds(1)),
                        written(UsageKind.INIT, "a", 5, Duration.ZERO, NOON)),
                10);

        assertThat(lived.tally().p99Seconds()).isCloseTo(4, within(CLOSE));
        assertThat(lived.tally().lateShare()).isZero();
    }

    @Test
    void hosts_cost_all_shares_and_took_as_long_to_start_as_they_came_up() {
        var lived = Lived.of(
                List.of(
                        written(UsageKind.INIT, "a", 1, Duration.ZERO, NOON),
                        written(UsageKind.INIT, "b", 3, Duration.ZERO, NOON),
                        written(UsageKind.INIT, "c", 2, Duration.ZERO, NOON),
                        written(UsageKind.KEEP_ALIVE, "a", 50, Duration.ZERO, NOON),
                        written(UsageKind.INVOCATION, "a", 4, Duration.ofSeconds(20), NOON)),
                10);

        assertThat(lived.tally().hostSeconds()).isCloseTo(60, within(CLOSE));
        assertThat(lived.startSeconds()).isCloseTo(2, within(CLOSE));
        assertThat(lived.tally().changes().launches()).isEqualTo(3);
        assertThat(lived.tally().lateShare()).isEqualTo(1);
    }

    private static Lived.Written written(UsageKind kind, String host, long seconds, Duration queued, Instant at) {
        return new Lived.Written(
                UsageRecord.newBuilder()
                        .setUsageId(new UsageId(new byte[16]))
                        .setKind(kind)
                        .setTenant("t")
                        .setFunction("f")
                        .setRevision(1)
                        .setHostId(host)
                        .setGroupKind(GroupKind.CONSUMER)
                        .setOutcome(UsageOutcome.OK)
                        .setQuality(Quality.MEASURED)
                        .setStartedAt(NOON)
                        .setDurationNanos(0)
                        .setQueueNanos(queued.toNanos())
                        .setShareNanos(Duration.ofSeconds(seconds).toNanos())
                        .setMemoryMib(96)
                        .build(),
                at);
    }
}
