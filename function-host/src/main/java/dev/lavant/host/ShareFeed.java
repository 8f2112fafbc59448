package dev.lavant.host;

import dev.lavant.host.Outbox.Entry;
import dev.lavant.host.Positions.Position;
import dev.lavant.host.commit.Committer;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.receive.Acknowledged;
import dev.lavant.host.receive.ShareReader;
import dev.lavant.schemas.GroupKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Single events that a share group has locked for this host. No offsets are committed: an event is accepted after the
/// transaction with its outcome. One that comes again although its outcome is committed does not run again, as long as
/// this host remembers it.
final class ShareFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(ShareFeed.class);

    /// Events whose acceptance did not reach the group, and which may therefore come again.
    private static final int MOST_REMEMBERED = 10_000;

    private final EngineParts parts;
    private final HostTime time;
    private final Owner owner;
    private final Map<TopicPartition, Long> starts;
    private final ShareReader reader;

    /// What the reader holds and was handed on, until it is accepted, released or lost.
    private final Map<ConsumerRecord<byte[], byte[]>, Tenure> held = new HashMap<>();

    private final Map<Position, ConsumerRecord<byte[], byte[]>> underWay = new HashMap<>();

    /// Committed and not accepted yet.
    private final Map<Position, ConsumerRecord<byte[], byte[]>> committed = new HashMap<>();

    /// Came again while the outcome of an earlier delivery is under way.
    private final List<ConsumerRecord<byte[], byte[]>> aside = new ArrayList<>();

    private final Set<ConsumerRecord<byte[], byte[]>> accepted = new HashSet<>();
    private final Positions remembered = new Positions(MOST_REMEMBERED);
    private boolean joined;
    private boolean draining;

    /// @param starts where the function begins; what lies before is not its to run
    ShareFeed(EngineParts parts, Owner owner, Map<TopicPartition, Long> starts, ShareReader reader) {
        this.parts = parts;
        this.time = parts.time();
        this.owner = owner;
        this.starts = Map.copyOf(starts);
        this.reader = reader;
    }

    @Override
    public GroupKind kind() {
        return GroupKind.SHARE;
    }

    @Override
    public List<InFlight> take(Duration atMost) {
        var came = new ArrayList<>(aside);
        aside.clear();
        came.addAll(reader.poll(atMost));
        joined = true;
        List<ConsumerRecord<byte[], byte[]>> lost = reader.lost();
        came.removeAll(lost);
        abandon(lost);
        acceptCommitted();
        List<InFlight> events = admit(came);
        tell();
        return events;
    }

    private void abandon(List<ConsumerRecord<byte[], byte[]>> lost) {
        var gone = new LinkedHashSet<Tenure>();
        for (ConsumerRecord<byte[], byte[]> record : lost) {
            Tenure tenure = held.remove(record);
            if (tenure != null) {
                tenure.end();
                gone.add(tenure);
            }
        }
        if (!gone.isEmpty()) {
            LOG.atWarn().addKeyValue("events", lost.size()).log("locks of events have run out, other hosts get them");
            owner.gone(List.copyOf(gone));
        }
    }

    private List<InFlight> admit(List<ConsumerRecord<byte[], byte[]>> came) {
        var events = new ArrayList<InFlight>();
        Map<TopicPartition, Tenure> tenures = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : came) {
            Position position = Position.of(record);
            if (underWay.containsKey(position) || committed.containsKey(position)) {
                aside.add(record);
            } else if (done(position)) {
                accept(record);
            } else if (draining) {
                reader.release(record);
            } else {
                Tenure tenure = tenures.computeIfAbsent(position.partition(), this::tenure);
                held.put(record, tenure);
                events.add(new InFlight(record, tenure, time.nanos()));
            }
        }
        return events;
    }

    private boolean done(Position position) {
        return remembered.contains(position)
                || position.offset() < starts.getOrDefault(position.partition(), Long.MIN_VALUE);
    }

    private Tenure tenure(TopicPartition partition) {
        return new Tenure(partition, parts.topicId(partition.topic()));
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        held.remove(record);
        reader.accept(record);
        accepted.add(record);
    }

    private void acceptCommitted() {
        committed.entrySet().removeIf(event -> {
            ConsumerRecord<byte[], byte[]> record = event.getValue();
            if (!held.containsKey(record)) {
                remembered.note(event.getKey());
                return true;
            }
            boolean ours = reader.holds(record); // if not, the next poll renews its lock or loses it
            if (ours) {
                accept(record);
            }
            return ours;
        });
    }

    /// Tells the group of all that was accepted and released.
    private void tell() {
        if (reader.commit() instanceof Acknowledged.Incomplete(var comeAgain, var why)) {
            comeAgain.stream().filter(accepted::contains).map(Position::of).forEach(remembered::note);
            LOG.atWarn()
                    .addKeyValue("events", comeAgain.size())
                    .addKeyValue("error", why)
                    .log("the group may hand out events again that are done");
        }
        accepted.clear();
    }

    /// The reader holds no more than it has been told to.
    @Override
    public void limit(int events, long bytes) {}

    @Override
    public boolean joined() {
        return joined;
    }

    @Override
    public boolean mayRun() {
        return true;
    }

    @Override
    public void idle() {}

    @Override
    public boolean holds(Batch batch) {
        return batch.events().stream().allMatch(event -> reader.holds(event.record));
    }

    @Override
    public Committer.Transaction transaction(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Decided decided) {
                decided.batch().events().forEach(event -> underWay.put(Position.of(event.record), event.record));
            }
        }
        return new Committer.Transaction(entries, Map.of(), Optional.empty());
    }

    @Override
    public void committed() {
        committed.putAll(underWay);
        underWay.clear();
        acceptCommitted();
        tell();
    }

    @Override
    public void aborted() {
        underWay.clear();
    }

    @Override
    public void release(InFlight event) {
        if (held.remove(event.record) != null) {
            reader.release(event.record);
        }
    }

    @Override
    public List<Tenure> leave() {
        draining = true;
        reader.takeNoMore();
        List<Tenure> all = List.copyOf(new HashSet<>(held.values()));
        all.forEach(Tenure::leave);
        return all;
    }

    @Override
    public boolean atEnd() {
        return false;
    }

    @Override
    public void close() {
        reader.close();
    }
}
