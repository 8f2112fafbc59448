package dev.lavant.host;

import dev.lavant.host.Outbox.Entry;
import dev.lavant.host.commit.Committer;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.receive.EventReader;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.GroupKind;
import dev.lavant.schemas.launch.HostLaunch.Company;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Events of the partitions that a consumer group has given to this host; how far they are done commits with their
/// outcomes.
final class PartitionFeed implements Feed, EventReader.Ownership {
    /// While nothing may be read, the consumer is asked only to keep its membership: a call of it is dear.
    private static final Duration MEMBERSHIP_POLL_INTERVAL = Duration.ofMillis(20);

    /// While some partitions are paused. A consumer that holds records of one does not wait in its poll, it spins.
    private static final Duration PAUSED_POLL_INTERVAL = Duration.ofMillis(2);

    private static final Duration LOOK = Duration.ofNanos(200_000);

    private final Partitions partitions;
    private final HostStatus status;
    private final HostTime time;
    private final Owner owner;
    private final EventReader reader;
    private final Intake intake;
    private Map<TopicPartition, OffsetAndMetadata> underWay = Map.of();
    private Duration pollInterval = Duration.ZERO;
    private long polledNanos;
    private boolean cleanEndBefore;
    private boolean draining;

    /// @param open makes the reader, told who to tell of partitions
    PartitionFeed(EngineParts parts, Owner owner, Function<EventReader.Ownership, EventReader> open) {
        this.partitions = new Partitions(parts::topicId);
        this.status = parts.status();
        this.time = parts.time();
        this.owner = owner;
        this.cleanEndBefore = parts.host().company() == Company.AFTER_A_CLEAN_END;
        this.reader = open.apply(this);
        this.intake = new Intake(reader, partitions);
    }

    @Override
    public GroupKind kind() {
        return GroupKind.CONSUMER;
    }

    @Override
    public List<InFlight> take(Duration atMost) {
        long now = System.nanoTime();
        if (now - polledNanos < pollInterval.toNanos()) {
            LockSupport.parkNanos(this, LOOK.toNanos());
            return List.of();
        }
        polledNanos = now;
        return intake.take(reader.poll(pollInterval.isZero() ? atMost : Duration.ZERO), time.nanos());
    }

    @Override
    public void limit(int events, long bytes) {
        pauseOnly(intake.paused(events, bytes));
    }

    private void pauseOnly(Collection<TopicPartition> paused) {
        reader.pauseOnly(paused);
        if (paused.isEmpty()) {
            pollInterval = Duration.ZERO;
        } else {
            boolean all = paused.size() == partitions.owned().size();
            pollInterval = all ? MEMBERSHIP_POLL_INTERVAL : PAUSED_POLL_INTERVAL;
        }
    }

    @Override
    public boolean joined() {
        return !partitions.none();
    }

    /// An event that kills its host at once would not be found out if it ran before Kafka knows that we hold its
    /// partition.
    @Override
    public boolean mayRun() {
        return partitions.allMarked();
    }

    @Override
    public void idle() {
        partitions.passTo(reader::position);
    }

    /// The transaction is refused when they are not ours.
    @Override
    public boolean holds(Batch batch) {
        return true;
    }

    @Override
    public Committer.Transaction transaction(List<Entry> entries) {
        underWay = partitions.changed();
        return new Committer.Transaction(entries, underWay, Optional.of(reader.groupMetadata()));
    }

    @Override
    public void committed() {
        partitions.committed(underWay);
        underWay = Map.of();
    }

    @Override
    public void aborted() {
        underWay = Map.of();
    }

    /// It goes with its partition.
    @Override
    public void release(InFlight event) {}

    @Override
    public List<Tenure> leave() {
        draining = true;
        pauseOnly(partitions.owned());
        return partitions.leave(partitions.owned());
    }

    @Override
    public boolean atEnd() {
        return reader.atEnd();
    }

    @Override
    public void close() {
        reader.close();
    }

    @Override
    public void gained(Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> fresh) {
        partitions.gained(committed, fresh);
        if (cleanEndBefore) {
            partitions.trust();
            cleanEndBefore = false;
        }
        status.partitions(partitions.owned().size());
        if (draining) {
            leave();
        }
    }

    @Override
    public void releasing(Collection<TopicPartition> leaving) {
        owner.leaving(partitions.leave(leaving));
        lost(leaving);
    }

    @Override
    public void lost(Collection<TopicPartition> gone) {
        owner.gone(partitions.drop(gone));
        status.partitions(partitions.owned().size());
    }
}
