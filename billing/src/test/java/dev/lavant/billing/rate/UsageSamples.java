package dev.lavant.billing.rate;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Quality;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.usage.UsageIds;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import java.util.Map;

/// Usage records for tests.
public final class UsageSamples {
    static {
        GeneratedClasses.trust();
    }

    private UsageSamples() {}

    /// One event of `thumbnail` for tenant `acme`: 128 MiB, 2 ms of share, 1 ms of CPU.
    public static UsageRecord.Builder usage(long offset) {
        return UsageRecord.newBuilder()
                .setUsageId(UsageIds.of("thumbnail", "lavant.thumbnail", "topic-id", 0, offset))
                .setKind(UsageKind.INVOCATION)
                .setTenant("acme")
                .setFunction("thumbnail")
                .setRevision(1)
                .setHostId("thumbnail-0")
                .setSourceTopicId("topic-id")
                .setSourceTopic("uploads")
                .setSourcePartition(0)
                .setSourceOffset(offset)
                .setGroupKind(GroupKind.CONSUMER)
                .setAttempts(1)
                .setOutcome(UsageOutcome.OK)
                .setStartedAt(Instant.EPOCH)
                .setDurationNanos(3_000_000)
                .setCpuNanos(1_000_000)
                .setShareNanos(2_000_000)
                .setMemoryMib(128)
                .setCostTags(Map.of())
                .setQuality(Quality.MEASURED);
    }

    /// Time in which a host ran no event, 2 ms of it.
    ///
    /// @param number of the host's records that are of no event
    public static UsageRecord.Builder host(String hostId, long number) {
        return usage(-1)
                .setUsageId(UsageIds.ofHost(hostId, number))
                .setKind(UsageKind.KEEP_ALIVE)
                .setHostId(hostId)
                .setSourceTopicId(null)
                .setSourceTopic(null)
                .setSourcePartition(-1)
                .setGroupKind(GroupKind.UNKNOWN)
                .setAttempts(0)
                .setOutcome(UsageOutcome.UNKNOWN)
                .setBillable(false)
                .setCpuNanos(-1);
    }
}
