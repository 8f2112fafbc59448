package dev.lavant.autoscaler;

import dev.lavant.autoscaler.decide.Deadline;
import dev.lavant.autoscaler.decide.Decision;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Observation;
import dev.lavant.autoscaler.decide.Spec;
import dev.lavant.schemas.PartitionLag;
import dev.lavant.schemas.ScalingDecision;
import java.util.List;

/// A step as `lavant.scaling` tells it: the decision with every input, so that it can be explained and
/// replayed.
final class DecisionRecord {
    private static final long UNKNOWN = -1;

    private DecisionRecord() {}

    static ScalingDecision of(FunctionControl.Step step, long epoch, long sequence) {
        ScalingDecision.Builder record = ScalingDecision.newBuilder()
                .setFunction(step.function().getName())
                .setTenant(step.function().getTenant())
                .setGroupId(step.function().getGroupId())
                .setSequence(sequence)
                .setScalerEpoch(epoch)
                .setAlgorithm(Deadline.NAME);
        outcome(record, step.decision());
        spec(record, step.spec());
        seen(record, step.seen());
        return record.build();
    }

    private static void outcome(ScalingDecision.Builder record, Decision decision) {
        record.setDesired(decision.desired())
                .setCode(decision.code())
                .setReason(decision.reason())
                .setArrivalPerSec(decision.rates().arrivalsPerSecond())
                .setServiceMillis(decision.rates().serviceMillis())
                .setDispersion(decision.rates().dispersion())
                .setIdleMillis(decision.rates().idleMillis())
                .setRateNeed(decision.rates().needs().rate())
                .setBacklogNeed(decision.rates().needs().backlog())
                .setOldestSeconds(decision.rates().needs().oldestSeconds())
                .setKeepMillis(decision.rates().stay().keepMillis())
                .setPrewarmFromMillis(decision.rates().stay().fromMillis())
                .setPrewarmUntilMillis(decision.rates().stay().untilMillis());
    }

    private static void spec(ScalingDecision.Builder record, Spec spec) {
        record.setTargetLatencyMillis(spec.targetLatency().toMillis())
                .setStartMillis(spec.startTime().toMillis())
                .setMoveMillis(spec.moveTime().toMillis())
                .setDownWindowMillis(spec.downWindow().toMillis())
                .setKeepAliveMillis(spec.keepAlive().toMillis())
                .setMax(spec.maxHosts())
                .setConcurrency(spec.concurrency());
    }

    private static void seen(ScalingDecision.Builder record, Observation seen) {
        record.setDecidedAt(seen.at())
                .setCurrent(seen.hosts().current())
                .setStarting(seen.hosts().starting())
                .setDraining(seen.hosts().draining())
                .setServiceSamples(seen.work().events())
                .setFailedAttempts(seen.work().failedAttempts())
                .setInFlight(seen.work().inFlight());
        switch (seen.lag()) {
            case Lag.Known known ->
                record.setBacklog(known.events())
                        .setPartitions(known.partitions().stream()
                                .map(DecisionRecord::partition)
                                .toList());
            case Lag.Unknown _ -> record.setBacklog(UNKNOWN).setPartitions(List.of());
        }
    }

    private static PartitionLag partition(Lag.Partition partition) {
        return new PartitionLag(
                partition.topic(), partition.partition(), partition.end(), partition.committed(), partition.logStart());
    }
}
