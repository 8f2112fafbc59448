package dev.lavant.cli.explain;

import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.JsonLine;
import dev.lavant.cli.show.JsonLine.Raw;
import dev.lavant.cli.show.Listing;
import dev.lavant.schemas.PartitionLag;
import dev.lavant.schemas.ScalingDecision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Collectors;

/// A decision as one line of the journal, with every input.
final class DecisionLine {
    static final Listing<ScalingDecision> LISTING = new Listing<>(
            Column.field("function", ScalingDecision::getFunction),
            Column.field("decidedAt", ScalingDecision::getDecidedAt),
            Column.field("current", ScalingDecision::getCurrent),
            Column.field("starting", ScalingDecision::getStarting),
            Column.field("draining", ScalingDecision::getDraining),
            Column.field("desired", ScalingDecision::getDesired),
            Column.field("code", decision -> decision.getCode().name()),
            Column.field("reason", ScalingDecision::getReason),
            Column.field("appended", DecisionLine::appended),
            Column.field("backlog", decision -> known(decision.getBacklog())),
            Column.field("oldestSeconds", decision -> known(decision.getOldestSeconds())),
            Column.field("inFlight", ScalingDecision::getInFlight),
            Column.field("idleMillis", ScalingDecision::getIdleMillis),
            Column.field("arrivalPerSec", decision -> number(decision.getArrivalPerSec())),
            Column.field("dispersion", decision -> number(decision.getDispersion())),
            Column.field("serviceMillis", decision -> number(decision.getServiceMillis())),
            Column.field("serviceSamples", ScalingDecision::getServiceSamples),
            Column.field("failedAttempts", ScalingDecision::getFailedAttempts),
            Column.field("rateNeed", decision -> known(decision.getRateNeed())),
            Column.field("backlogNeed", decision -> known(decision.getBacklogNeed())),
            Column.field("targetLatencyMillis", ScalingDecision::getTargetLatencyMillis),
            Column.field("startMillis", ScalingDecision::getStartMillis),
            Column.field("moveMillis", decision -> known(decision.getMoveMillis())),
            Column.field("keepAliveMillis", ScalingDecision::getKeepAliveMillis),
            Column.field("keepMillis", decision -> known(decision.getKeepMillis())),
            Column.field("prewarmFromMillis", ScalingDecision::getPrewarmFromMillis),
            Column.field("prewarmUntilMillis", ScalingDecision::getPrewarmUntilMillis),
            Column.field("downWindowMillis", decision -> known(decision.getDownWindowMillis())),
            Column.field("max", ScalingDecision::getMax),
            Column.field("concurrency", ScalingDecision::getConcurrency),
            Column.field("algorithm", ScalingDecision::getAlgorithm),
            Column.field("scalerEpoch", ScalingDecision::getScalerEpoch),
            Column.field("sequence", ScalingDecision::getSequence),
            Column.field("partitions", DecisionLine::partitions));

    private DecisionLine() {}

    /// Events appended to all partitions; unknown when one was.
    private static Optional<Long> appended(ScalingDecision decision) {
        return decision.getBacklog() < 0
                ? Optional.empty()
                : Optional.of(decision.getPartitions().stream()
                        .mapToLong(PartitionLag::getEnd)
                        .sum());
    }

    private static Optional<Long> known(long value) {
        return value < 0 ? Optional.empty() : Optional.of(value);
    }

    private static BigDecimal number(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN);
    }

    private static Raw partitions(ScalingDecision decision) {
        return new Raw(decision.getPartitions().stream()
                .map(DecisionLine::partition)
                .collect(Collectors.joining(",", "[", "]")));
    }

    private static String partition(PartitionLag partition) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("topic", partition.getTopic());
        fields.put("partition", partition.getPartition());
        fields.put("end", partition.getEnd());
        fields.put("committed", known(partition.getCommitted()));
        fields.put("logStart", partition.getLogStart());
        return JsonLine.of(fields);
    }
}
