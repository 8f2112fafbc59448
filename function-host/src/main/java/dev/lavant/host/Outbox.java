package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.commit.Refusal;
import dev.lavant.host.invoke.FailureCode;
import dev.lavant.host.meter.HostHours;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Events whose outcome is decided and not yet committed, and what else is to be written for the bill.
///
/// Owned by the engine's thread.
final class Outbox {
    private final Records records;
    private final AwaitedTopics awaited;
    private final Feed feed;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private List<Entry> underWay = List.of();
    private long oldestNanos;
    private int events;
    private long bytes;

    /// What stands behind records that are committed together.
    sealed interface Entry extends Committer.Settlement {

        /// How many events it decides.
        int events();

        /// Size of those events and of their outputs: they stay in memory until they are committed.
        long bytes();

        /// An event, or a batch of them, with its outcome.
        record Decided(Batch batch, Outcome outcome, Records write, long bytes) implements Entry {
            Decided(Batch batch, Outcome outcome, Records write) {
                this(batch, outcome, write, batch.bytes() + outcome.bytes());
            }

            @Override
            public int events() {
                return batch.size();
            }

            @Override
            public List<ProducerRecord<byte[], byte[]>> records() {
                return write.of(this);
            }
        }

        /// Records of the host itself. Made for the commit, like those of events: a registry that is away then ends the
        /// try to commit and not the host.
        record OfTheHost(Supplier<List<ProducerRecord<byte[], byte[]>>> write) implements Entry {
            @Override
            public int events() {
                return 0;
            }

            @Override
            public long bytes() {
                return 0;
            }

            @Override
            public List<ProducerRecord<byte[], byte[]>> records() {
                return write.get();
            }
        }
    }

    /// How an event ended.
    sealed interface Outcome {
        /// Size of what came of it and is in memory already.
        default long bytes() {
            return 0;
        }

        /// The handler returned.
        record Succeeded(List<ProducerRecord<byte[], byte[]>> outputs) implements Outcome {
            @Override
            public long bytes() {
                return Records.bytes(outputs);
            }
        }

        /// It was given up.
        ///
        /// @param size whether the whole event fits the dead-letter topic
        record Died(FailureCode code, Throwable error, Size size) implements Outcome {}

        /// How much of an event its dead letter holds.
        enum Size {
            WHOLE,
            WITHOUT_VALUE
        }
    }

    Outbox(Records records, AwaitedTopics awaited, Feed feed) {
        this.records = records;
        this.awaited = awaited;
        this.feed = feed;
    }

    void succeeded(Batch batch, List<ProducerRecord<byte[], byte[]>> outputs, long nowNanos) {
        add(new Entry.Decided(batch, new Outcome.Succeeded(outputs), records), nowNanos);
    }

    void died(Batch batch, Verdict.Dead verdict, long nowNanos) {
        var outcome = new Outcome.Died(verdict.code(), verdict.error(), Outcome.Size.WHOLE);
        add(new Entry.Decided(batch, outcome, records), nowNanos);
    }

    /// An event goes to another host: attempts at it are written down, if there were any here.
    void handedOver(InFlight event, long nowNanos) {
        feed.release(event);
        if (event.used().shareNanos() > 0) {
            add(new Entry.OfTheHost(() -> List.of(records.handedOver(event))), nowNanos);
        }
    }

    void between(List<HostHours> hours, long nowNanos) {
        if (!hours.isEmpty()) {
            add(new Entry.OfTheHost(() -> hours.stream().map(records::between).toList()), nowNanos);
        }
    }

    private void add(Entry entry, long nowNanos) {
        if (waiting.isEmpty()) {
            oldestNanos = nowNanos;
        }
        events += entry.events();
        bytes += entry.bytes();
        waiting.add(entry);
    }

    /// Everything that can be committed now; it is under way from now on.
    List<Entry> take() {
        var now = new ArrayList<Entry>(waiting.size());
        var later = new ArrayList<Entry>();
        for (Entry entry : waiting) {
            (held(entry) && !(awaited.any() && waits(entry)) ? now : later).add(entry);
        }
        waiting.clear();
        waiting.addAll(later);
        underWay = now;
        return underWay;
    }

    private boolean held(Entry entry) {
        return !(entry instanceof Entry.Decided decided) || feed.holds(decided.batch());
    }

    private boolean waits(Entry entry) {
        return entry instanceof Entry.Decided decided
                && decided.outcome() instanceof Outcome.Succeeded ok
                && ok.outputs().stream().anyMatch(output -> awaited.contains(output.topic()));
    }

    /// What is under way has been committed.
    ///
    /// @return how many events it decided
    int committed() {
        int decided = 0;
        for (Entry entry : underWay) {
            decided += entry.events();
            bytes -= entry.bytes();
        }
        events -= decided;
        underWay = List.of();
        return decided;
    }

    /// What is under way was not committed: it waits again, in the order in which it was decided.
    ///
    /// @param refused what Kafka will not take as it is
    void aborted(Map<Committer.Settlement, Refusal> refused) {
        for (Entry entry : underWay.reversed()) {
            Refusal refusal = refused.get(entry);
            Entry again = refusal == null ? entry : instead(entry, refusal);
            bytes += again.bytes() - entry.bytes();
            waiting.addFirst(again);
        }
        underWay = List.of();
    }

    private Entry instead(Entry entry, Refusal refusal) {
        return switch (refusal) {
            case Refusal.NoTopic absent -> {
                awaited.missing(absent.topic());
                yield entry;
            }
            case Refusal.NoAnswer silent -> {
                awaited.silent(silent.topic());
                yield entry;
            }
            case Refusal.Unfit unfit -> entry instanceof Entry.Decided decided ? unfit(decided, unfit) : entry;
        };
    }

    private Entry unfit(Entry.Decided decided, Refusal.Unfit unfit) {
        Outcome outcome = switch (decided.outcome()) {
            case Outcome.Succeeded _ ->
                new Outcome.Died(FailureCode.of(unfit.error()), unfit.error(), Outcome.Size.WHOLE);
            case Outcome.Died died -> new Outcome.Died(died.code(), died.error(), Outcome.Size.WITHOUT_VALUE);
        };
        return new Entry.Decided(decided.batch(), outcome, records);
    }

    /// Drops events that are not ours to commit any more.
    void dropGone(long nowNanos) {
        List<Entry.Decided> gone = waiting.stream().flatMap(Outbox::gone).toList();
        waiting.removeIf(entry -> gone(entry).findAny().isPresent());
        for (Entry.Decided decided : gone) {
            events -= decided.events();
            bytes -= decided.bytes();
            decided.batch().events().forEach(event -> handedOver(event, nowNanos));
        }
    }

    private static Stream<Entry.Decided> gone(Entry entry) {
        return entry instanceof Entry.Decided decided
                        && decided.batch().tenure().over()
                ? Stream.of(decided)
                : Stream.empty();
    }

    /// Events that are decided and not committed.
    int events() {
        return events;
    }

    /// Size of what is decided and not committed.
    long bytes() {
        return bytes;
    }

    /// True when nothing could be committed now.
    boolean nothingReady() {
        return awaited.any() ? waiting.stream().allMatch(this::waits) : waiting.isEmpty();
    }

    /// Since when the oldest waits; of no meaning when nothing does.
    long ageNanos(long nowNanos) {
        return nowNanos - oldestNanos;
    }

    /// Entries that wait.
    int waiting() {
        return waiting.size();
    }
}
