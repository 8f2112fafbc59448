package dev.lavant.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UsageEventTest {
    static {
        GeneratedClasses.trust();
    }

    private static final Instant NOON = Instant.parse("2026-11-16T12:00:00Z");

    @Test
    void a_usage_record_is_a_cloud_event_with_what_is_billed() {
        assertThat(UsageEvent.of(usage().build(), NOON))
                .isEqualTo("{\"specversion\":\"1.0\",\"type\":\"dev.lavant.usage.v1\",\"id\":\""
                        + UsageIds.hex(usage().getUsageId())
                        + "\",\"source\":\"/acme/thumbnail\",\"subject\":\"acme\",\"time\":\"2026-11-16T12:00:00Z\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{\"tenant\":\"acme\","
                        + "\"function\":\"thumbnail\",\"revision\":1,\"kind\":\"INVOCATION\",\"host\":\"h\","
                        + "\"topic\":\"uploads\",\"partition\":0,\"offset\":7,\"eventId\":null,\"outcome\":\"OK\","
                        + "\"attempts\":2,\"memoryMib\":128,\"durationNanos\":3000000,\"events\":1,"
                        + "\"mibMicros\":256000,\"cpuMicros\":1000,\"bytesIn\":11,\"bytesOut\":0}}");
    }

    @Test
    void what_the_platform_pays_for_is_told_and_counts_nothing() {
        assertThat(UsageEvent.of(usage().setBillable(false).build(), NOON))
                .contains("\"durationNanos\":3000000,\"events\":0,\"mibMicros\":0,\"cpuMicros\":0,\"bytesIn\":0");
    }

    private static UsageRecord.Builder usage() {
        return UsageRecord.newBuilder()
                .setUsageId(UsageIds.of("thumbnail", "lavant.thumbnail", "topic-id", 0, 7))
                .setKind(UsageKind.INVOCATION)
                .setTenant("acme")
                .setFunction("thumbnail")
                .setRevision(1)
                .setHostId("h")
                .setSourceTopicId("topic-id")
                .setSourceTopic("uploads")
                .setSourcePartition(0)
                .setSourceOffset(7)
                .setGroupKind(GroupKind.CONSUMER)
                .setAttempts(2)
                .setOutcome(UsageOutcome.OK)
                .setStartedAt(Instant.EPOCH)
                .setDurationNanos(3_000_000)
                .setCpuNanos(1_000_000)
                .setShareNanos(2_000_000)
                .setMemoryMib(128)
                .setBytesIn(11);
    }
}
