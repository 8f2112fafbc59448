package dev.lavant.billing.rate;

import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.Quality;
import dev.lavant.schemas.UsageId;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import java.time.Instant;
import java.util.Map;

/// Usage records for tests.
public final class UsageSamples {
    private UsageSamples() {}

    /// One event of `thumbnail` for tenant `acme`: 128 MiB, 2 ms of share, 1 ms of CPU.
    public static UsageRecord.Builder usage(long offset) {
        return UsageRecord.newBuilder()
                .setUsageId(new UsageId(new byte[16]))
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
}
