package dev.lavant.autoscaler;

import dev.lavant.autoscaler.decide.Deadline;
import dev.lavant.autoscaler.decide.Decision;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.PartitionLag;
import dev.lavant.schemas.ScalingDecision;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes decisions to `lavant.scaling`: each change of size or code, and one a minute. Used by one thread.
final class DecisionLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    private final KafkaProducer<String, byte[]> producer;
    private final AvroWire wire;
    private final long epoch = Instant.now().toEpochMilli();
    private final Map<String, ScalingDecision> last = new HashMap<>();

    DecisionLog(Properties client, AvroWire wire) {
        this.wire = wire;
        var settings = new Properties();
        settings.putAll(client);
        settings.put("max.block.ms", 2_000);
        settings.put("delivery.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        settings.put("linger.ms", 0);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    void publish(FunctionDeployment function, FunctionControl.Step step) {
        ScalingDecision before = last.get(function.getName());
        if (before != null && !worthSaying(before, step)) {
            return;
        }
        ScalingDecision now = record(function, step, before == null ? 0 : before.getSequence() + 1);
        last.put(function.getName(), now);
        LOG.atInfo()
                .addKeyValue("function", now.getFunction())
                .addKeyValue("code", now.getCode())
                .addKeyValue("current", now.getCurrent())
                .addKeyValue("desired", now.getDesired())
                .addKeyValue("reason", now.getReason())
                .log("scaling decided");
        var record = new ProducerRecord<>(Topics.SCALING, now.getFunction(), wire.encode(Topics.SCALING, now));
        var _ = producer.send(record, (_, failed) -> {
            if (failed != null) {
                LOG.atWarn()
                        .addKeyValue("function", now.getFunction())
                        .setCause(failed)
                        .log("decision not published");
            }
        });
    }

    private static boolean worthSaying(ScalingDecision before, FunctionControl.Step step) {
        return before.getDesired() != step.decision().desired()
                || before.getCode() != step.decision().code()
                || before.getDecidedAt().plus(HEARTBEAT).isBefore(step.seen().at());
    }

    private ScalingDecision record(FunctionDeployment function, FunctionControl.Step step, long sequence) {
        ScalingDecision.Builder record = ScalingDecision.newBuilder()
                .setFunction(function.getName())
                .setTenant(function.getTenant())
                .setGroupId(function.getGroupId())
                .setSequence(sequence)
                .setScalerEpoch(epoch)
                .setAlgorithm(Deadline.NAME);
        outcome(record, step.decision());
        inputs(record, step);
        return record.build();
    }

    private static void outcome(ScalingDecision.Builder record, Decision decision) {
        record.setDesired(decision.desired())
                .setCode(decision.code())
                .setReason(decision.reason())
                .setArrivalPerSec(decision.rates().arrivalsPerSecond())
                .setServiceMillis(decision.rates().serviceMillis())
                .setIdleMillis(decision.rates().idleMillis());
    }

    private static void inputs(ScalingDecision.Builder record, FunctionControl.Step step) {
        var seen = step.seen();
        record.setDecidedAt(seen.at())
                .setCurrent(seen.hosts().current())
                .setStarting(seen.hosts().starting())
                .setDraining(seen.hosts().draining())
                .setServiceSamples(seen.work().events())
                .setInFlight(seen.work().inFlight())
                .setTargetLatencyMillis(step.spec().targetLatency().toMillis())
                .setStartMillis(step.spec().startTime().toMillis())
                .setKeepAliveMillis(step.spec().keepAlive().toMillis())
                .setMax(step.spec().maxHosts())
                .setConcurrency(step.spec().concurrency());
        switch (seen.lag()) {
            case Lag.Known known ->
                record.setBacklog(known.events())
                        .setPartitions(known.partitions().stream()
                                .map(DecisionLog::partition)
                                .toList());
            case Lag.Unknown _ -> record.setBacklog(-1).setPartitions(List.of());
        }
    }

    private static PartitionLag partition(Lag.Partition partition) {
        return new PartitionLag(
                partition.topic(), partition.partition(), partition.end(), partition.committed(), partition.logStart());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
