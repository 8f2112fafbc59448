package dev.lavant.console.picture;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.StatementLine;
import dev.lavant.schemas.UsageId;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageOutcome;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What topics say in tests, of one function.
public final class Said {
    /// The function.
    public static final String NAME = "thumbnail";

    static {
        GeneratedClasses.trust(); // defaults of the schemas are read into them
    }

    private Said() {}

    /// It is deployed.
    public static FunctionDeployment deployed() {
        return FunctionDeployment.newBuilder()
                .setName(NAME)
                .setRevision(1)
                .setSourceTopics(List.of("uploads"))
                .setGroupId("lavant." + NAME)
                .setHandlerClass("Photos")
                .setHandlerMethod(NAME)
                .setTimeoutMillis(1_000)
                .setMemoryMib(256)
                .setConcurrency(4)
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(10_000)
                .setMaxHosts(5)
                .setClasspath(List.of())
                .setDeployedAt(Instant.EPOCH)
                .build();
    }

    /// A host of it lives.
    static HostHeartbeat host(String id, HostPhase phase, Instant at) {
        return HostHeartbeat.newBuilder()
                .setHostId(id)
                .setFunction(NAME)
                .setRevision(1)
                .setSlot(0)
                .setPid(1)
                .setPhase(phase)
                .setAt(at)
                .setJvmStartedAt(at)
                .setPartitions(6)
                .setInFlight(2)
                .setCompleted(0)
                .setFailedAttempts(0)
                .setBusyNanos(0)
                .build();
    }

    /// Something was decided.
    static ScalingDecision decided(int desired, ScalingCode code, Instant at) {
        return ScalingDecision.newBuilder()
                .setFunction(NAME)
                .setTenant("default")
                .setGroupId("lavant." + NAME)
                .setSequence(0)
                .setScalerEpoch(0)
                .setDecidedAt(at)
                .setAlgorithm("deadline-1")
                .setCurrent(0)
                .setStarting(0)
                .setDraining(0)
                .setDesired(desired)
                .setCode(code)
                .setReason("4 waiting")
                .setArrivalPerSec(0.8)
                .setServiceMillis(0)
                .setServiceSamples(0)
                .setBacklog(-1)
                .setInFlight(0)
                .setIdleMillis(0)
                .setTargetLatencyMillis(10_000)
                .setStartMillis(1_500)
                .setKeepAliveMillis(5_000)
                .setMax(5)
                .setConcurrency(4)
                .setPartitions(List.of())
                .build();
    }

    /// An event was committed.
    static UsageRecord usage(long offset, UsageOutcome outcome, int attempts) {
        return UsageRecord.newBuilder()
                .setUsageId(new UsageId(new byte[16]))
                .setKind(UsageKind.INVOCATION)
                .setTenant("default")
                .setFunction(NAME)
                .setRevision(1)
                .setHostId("h")
                .setSourceTopic("uploads")
                .setSourcePartition(0)
                .setSourceOffset(offset)
                .setGroupKind(GroupKind.CONSUMER)
                .setAttempts(attempts)
                .setOutcome(outcome)
                .setStartedAt(Instant.EPOCH)
                .setDurationNanos(Duration.ofMillis(20).toNanos())
                .setCpuNanos(Duration.ofMillis(10).toNanos())
                .setShareNanos(Duration.ofMillis(20).toNanos())
                .setMemoryMib(256)
                .build();
    }

    /// What the hour costs so far.
    static Statement statement(Instant at, long costNanos) {
        return Statement.newBuilder()
                .setTenant("default")
                .setFunction(NAME)
                .setHourStart(at.truncatedTo(ChronoUnit.HOURS))
                .setEvents(7)
                .setBillableEvents(7)
                .setSucceeded(6)
                .setDeadLettered(1)
                .setAttempts(9)
                .setDurationNanos(0)
                .setCpuNanos(0)
                .setShareNanos(0)
                .setMibMicros(0)
                .setCpuMicros(0)
                .setBytesIn(0)
                .setBytesOut(0)
                .setMeterRule("share-ceil-1us")
                .setPriceBook("test")
                .setCurrency("EUR")
                .setCostNanos(costNanos)
                .setLines(List.of(
                        new StatementLine("invocations", 7L, 200_000_000_000L, 0L, "0"),
                        new StatementLine("compute", 0L, 16_666_700L, 0L, "0"),
                        new StatementLine("cpu", 0L, 20_000_000L, 0L, "0")))
                .build();
    }
}
