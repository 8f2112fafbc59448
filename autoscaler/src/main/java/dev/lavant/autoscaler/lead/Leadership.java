package dev.lavant.autoscaler.lead;

import dev.lavant.schemas.ScalingLease;
import dev.lavant.schemas.ScalingMemory;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One autoscaler leads, any others wait. Used by one thread.
///
/// The leader proves every two seconds that it still is, by a transaction that only the newest claimant can commit, and
/// what it remembers goes with that. One that was frozen must prove it before it does anything. When nothing was heard
/// of it for ten seconds in which Kafka answered, another claims. `docs/adr/0016` says why it is as it is.
public final class Leadership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration PROVE_EVERY = Duration.ofSeconds(2);
    private static final Duration PROOF_LASTS = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Properties client;
    private final AvroWire wire;
    private final Seat seat;
    private final ScalingLease lease;
    private final Leases leases;
    private Optional<Claim> claim = Optional.empty();
    private long provenAt;

    /// Whether others may want to lead.
    public enum Seat {
        /// This is the only autoscaler: it claims at once.
        ALONE,
        /// It waits for the one that leads to be silent, or to end.
        SHARED
    }

    /// @param client Kafka client settings
    /// @param holder unique name of this autoscaler's start
    /// @throws IllegalStateException when the topic is not there
    public Leadership(Properties client, AvroWire wire, Seat seat, String holder) {
        this.client = client;
        this.wire = wire;
        this.seat = seat;
        this.lease = new ScalingLease(holder, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        this.leases = new Leases(client, wire, System.nanoTime());
    }

    /// Whether this autoscaler may act now. Blocks for some seconds at most when Kafka does not answer.
    ///
    /// @param memories what to hand on, by function, empty of one that is gone; asked every two seconds
    public Standing stand(Supplier<Map<String, Optional<ScalingMemory>>> memories) {
        long now = System.nanoTime();
        if (claim.isPresent() && now - provenAt >= PROVE_EVERY.toNanos()) {
            attempt("no longer proven to lead", () -> claim.orElseThrow().prove(records(memories.get())));
        }
        if (claim.isEmpty()) {
            leases.look(now);
            if (mayClaim(now)) {
                attempt("cannot lead", this::stake);
            }
        }
        return standing();
    }

    /// Whether the last proof is so new that nobody can have claimed since. To be asked right before acting on what
    /// took long to find out: the process may have been frozen meanwhile.
    public boolean proven() {
        return claim.isPresent() && System.nanoTime() - provenAt < PROOF_LASTS.toNanos();
    }

    private Standing standing() {
        if (claim.isPresent()) {
            return new Standing.Leading(claim.get().epoch());
        }
        return anotherLeads() ? new Standing.Following() : new Standing.Unsure();
    }

    private boolean anotherLeads() {
        return leases.holder()
                .filter(holder -> !holder.equals(lease.getHolder()))
                .isPresent();
    }

    /// At once when there is no other, or nobody who leads, or the newest claim is one's own that could not be proven.
    private boolean mayClaim(long nowNanos) {
        boolean silent = leases.quiet(nowNanos).compareTo(SILENCE) >= 0;
        return seat == Seat.ALONE || (leases.caughtUp() && (silent || !anotherLeads()));
    }

    private void stake() {
        claim = Optional.of(Claim.stake(client, wire, lease));
        LOG.atInfo()
                .addKeyValue("holder", lease.getHolder())
                .addKeyValue("epoch", claim.get().epoch())
                .log("leads from now on");
    }

    private void attempt(String failure, Runnable what) {
        long began = System.nanoTime();
        try {
            what.run();
            provenAt = began;
        } catch (KafkaException failed) { // fenced, or no answer; also the registry's
            LOG.atWarn()
                    .addKeyValue("holder", lease.getHolder())
                    .addKeyValue("error", failed.toString())
                    .log(failure);
            giveUp();
        }
    }

    /// What the leaders before have handed on, by function. To be called by the leader.
    ///
    /// @throws IllegalStateException when the topic is not there or cannot be read
    public Map<String, ScalingMemory> handedOn() {
        try (var topic =
                CompactedTopic.follow(Topics.SCALING_STATE, wire.deserializer(ScalingMemory.class), client, _ -> {})) {
            return topic.values();
        }
    }

    private List<ProducerRecord<String, byte[]>> records(Map<String, Optional<ScalingMemory>> memories) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        memories.forEach((function, memory) -> records.add(new ProducerRecord<>(
                Topics.SCALING_STATE,
                function,
                memory.map(known -> wire.encode(Topics.SCALING_STATE, known)).orElse(null))));
        return records;
    }

    /// Hands on for the last time and lets another lead at once.
    public void release(Map<String, Optional<ScalingMemory>> memories) {
        claim.ifPresent(held -> attempt("not released", () -> held.release(records(memories))));
        giveUp();
    }

    private void giveUp() {
        claim.ifPresent(Claim::close);
        claim = Optional.empty();
    }

    @Override
    public void close() {
        giveUp();
        leases.close();
    }
}
