package dev.lavant.host.receive;

import dev.lavant.schemas.topics.Deliveries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads events of a function without an order as members of its share group (KIP-932), each acknowledged by itself.
///
/// Events may be held across polls, decided in any order, and kept for as long as an attempt or the wait for the next
/// one takes: [#poll] renews their locks, each after half its time. It must be called every second or so.
///
/// A Kafka share consumer takes new events only when it has put down all that it took before, so a reader has several:
/// its hands. Another one is opened when none has been free for a moment, one that is not needed any more is closed.
///
/// Owned by the engine's thread.
public final class ShareReader implements AutoCloseable {
    /// A hand that holds events for longer than this leaves the group until it has put them down, so that
    /// others get its partitions. The Kafka client does that by itself, as it is not polled meanwhile; the
    /// locks stay.
    static final Duration LEAVES_AFTER = Duration.ofSeconds(1);

    private static final Duration NONE_FREE = Duration.ofMillis(100);
    private static final Duration NOT_NEEDED = Duration.ofSeconds(30);
    private static final Duration SLICE = Duration.ofMillis(10);
    private static final int RENEWALS_PER_LOCK = 2;
    private static final int MOST_HANDS = 32;
    private static final int MOST_EVENTS_PER_HAND = 64;
    private static final int FETCH_BYTES = 1 << 20;

    private final Supplier<ShareConsumer<byte[], byte[]>> members;
    private final Subscription subscription;
    private final List<ShareHand> hands = new ArrayList<>();
    private final Map<ConsumerRecord<byte[], byte[]>, ShareHand> holders = new HashMap<>();
    private final List<ConsumerRecord<byte[], byte[]>> lost = new ArrayList<>();
    private final List<Acknowledged.Incomplete> refusals = new ArrayList<>();
    private Duration lock = Duration.ofSeconds(15); // the least that a broker allows as it comes, until one has said
    private long freeNanos = System.nanoTime();
    private boolean full;

    /// What is read.
    ///
    /// @param group share group of the function
    /// @param capacity how many events may be held
    public record Subscription(String group, List<String> topics, Capacity capacity) {
        public Subscription {
            topics = List.copyOf(topics);
        }
    }

    /// How many events a reader may hold: those of all its hands.
    ///
    /// @param hands groups of events that do not wait for one another, at least 1
    /// @param eventsPerHand events at most that one poll of a hand hands over, at least 1
    public record Capacity(int hands, int eventsPerHand) {
        public Capacity {
            if (hands < 1 || eventsPerHand < 1) {
                throw new IllegalArgumentException(
                        "a reader needs a hand and an event for it, was " + hands + " and " + eventsPerHand);
            }
        }

        /// Enough that as many events run at once, however they arrive: one by one or all together.
        ///
        /// @param concurrency events that run at once
        /// @param batch events that one call is given
        public static Capacity of(int concurrency, int batch) {
            int events = Math.max(batch, Math.min(concurrency, MOST_EVENTS_PER_HAND));
            return new Capacity(Math.min(concurrency + 1, MOST_HANDS), events);
        }
    }

    /// Joins the group with one hand; events arrive during later polls.
    ///
    /// @param members makes share consumers, closed with this reader
    public ShareReader(Supplier<ShareConsumer<byte[], byte[]>> members, Subscription subscription) {
        this.members = members;
        this.subscription = subscription;
        open();
    }

    /// A consumer as a reader needs it. Isolation, lock and limits are settings of the group, not of its members.
    ///
    /// @param client Kafka client settings
    public static ShareConsumer<byte[], byte[]> consumer(Properties client, Subscription subscription) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, subscription.group());
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit"); // nothing is locked that nobody can run
        settings.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, subscription.capacity().eventsPerHand());
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) LEAVES_AFTER.toMillis());
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        return new KafkaShareConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /// The next events, of all hands that are free; those of one partition in the order of their offsets. Each is this
    /// reader's own until it is accepted or released, or turns up in [#lost]. [ConsumerRecord#deliveryCount] counts
    /// how often it was handed out, this time included.
    ///
    /// Also renews what is due for it.
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
        tend();
        var events = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long now = System.nanoTime();
        long until = now + atMost.toNanos();
        do {
            List<ShareHand> free = hands.stream().filter(ShareHand::idle).toList();
            Duration patience = Duration.ofNanos(Math.max(0, until - now));
            if (free.isEmpty()) {
                LockSupport.parkNanos(patience.toNanos());
                return events;
            }
            Duration each = free.size() == 1 || patience.compareTo(SLICE) < 0 ? patience : SLICE;
            free.forEach(hand -> take(hand, events.isEmpty() ? each : Duration.ZERO, events));
            now = System.nanoTime();
        } while (events.isEmpty() && now < until);
        return events;
    }

    private void take(ShareHand hand, Duration atMost, List<ConsumerRecord<byte[], byte[]>> events) {
        commit(hand); // a poll would tell the group too, but not what it says to that
        List<ConsumerRecord<byte[], byte[]>> taken = hand.take(atMost);
        if (taken.isEmpty()) {
            return;
        }
        taken.forEach(event -> holders.put(event, hand));
        lock = hand.lock().orElse(lock);
        if (renewalDue(hand, System.nanoTime())) { // fetched long ago, while nobody polled: may be another's by now
            renew(hand);
        }
        taken.stream().filter(holders::containsKey).forEach(events::add);
        lost.removeAll(taken);
    }

    /// The event has its outcome, which is committed: it never comes again. Reaches the group with [#commit].
    ///
    /// @throws IllegalStateException when it is not held: ask [#holds] before
    public void accept(ConsumerRecord<byte[], byte[]> event) {
        decide(event, AcknowledgeType.ACCEPT);
    }

    /// The event goes to whichever host asks next, at once; that counts as another delivery. Reaches the group with
    /// [#commit].
    ///
    /// @throws IllegalStateException when it is not held: ask [#holds] before
    public void release(ConsumerRecord<byte[], byte[]> event) {
        decide(event, AcknowledgeType.RELEASE);
    }

    private void decide(ConsumerRecord<byte[], byte[]> event, AcknowledgeType type) {
        ShareHand hand = holders.remove(event);
        if (hand == null) {
            throw new IllegalStateException("the event at offset " + event.offset() + " of " + event.topic() + "-"
                    + event.partition() + " is not held, so it cannot be decided: its lock has run out");
        }
        hand.decide(event, type);
    }

    /// Tells the group of all that was accepted or released since the last call, and waits for its answers.
    public Acknowledged commit() {
        hands.forEach(this::commit);
        if (refusals.isEmpty()) {
            return new Acknowledged.Complete();
        }
        var all = new Acknowledged.Incomplete(
                refusals.stream()
                        .flatMap(refusal -> refusal.comeAgain().stream())
                        .toList(),
                refusals.getFirst().why());
        refusals.clear();
        return all;
    }

    private void commit(ShareHand hand) {
        switch (hand.commit()) {
            case Acknowledged.Complete _ -> {}
            case Acknowledged.Incomplete incomplete -> refusals.add(incomplete);
        }
    }

    /// Whether the event is surely this reader's own still, by the time since its lock was set. Ask just before its
    /// outcome is committed: if not, another host may have it, and that one decides.
    public boolean holds(ConsumerRecord<byte[], byte[]> event) {
        ShareHand hand = holders.get(event);
        return hand != null && hand.lockedFor(System.nanoTime()).compareTo(lock) < 0;
    }

    /// Whether the event may run. If not, it has cost too many hosts or locks already: make it a dead letter at
    /// once, or the group lets it go without a word.
    public static boolean mayRun(ConsumerRecord<byte[], byte[]> event) {
        return event.deliveryCount().orElse((short) 1) <= Deliveries.LAST_RUN;
    }

    /// Events that were handed over and are not this reader's own any more, since the last call: what they do
    /// here is in vain, as another host has them.
    public List<ConsumerRecord<byte[], byte[]>> lost() {
        List<ConsumerRecord<byte[], byte[]>> gone = List.copyOf(lost);
        lost.clear();
        return gone;
    }

    /// Events that are held.
    public int held() {
        return holders.size();
    }

    /// Hands that are open.
    int hands() {
        return hands.size();
    }

    /// From now on no event is taken: [#poll] only renews, and hands leave the group as soon as they hold nothing.
    ///
    /// Taking events to release them at once would not do: they come back at once, and a few rounds use up their
    /// deliveries, after which the group lets them go.
    public void takeNoMore() {
        full = true;
        closeIdle();
    }

    private void closeIdle() {
        List<ShareHand> idle = hands.stream().filter(ShareHand::idle).toList();
        idle.forEach(this::close);
    }

    private void close(ShareHand hand) {
        commit(hand);
        hand.close();
        hands.remove(hand);
    }

    private void tend() {
        long now = System.nanoTime();
        List<ShareHand> busy = hands.stream().filter(hand -> !hand.idle()).toList();
        if (busy.stream().anyMatch(hand -> renewalDue(hand, now))) {
            busy.forEach(this::renew); // all at once: each brings its hand back into the group for a while
        }
        if (full) {
            closeIdle();
            return;
        }
        long free = hands.stream().filter(ShareHand::idle).count();
        if (free > 0) {
            freeNanos = now;
        }
        if (free > 1) {
            closeOne(now);
        }
        boolean room = hands.size() < subscription.capacity().hands();
        if (room && now - freeNanos > NONE_FREE.toNanos()) {
            open();
        }
    }

    private boolean renewalDue(ShareHand hand, long now) {
        return hand.lockedFor(now).compareTo(lock.dividedBy(RENEWALS_PER_LOCK)) > 0;
    }

    private void renew(ShareHand hand) {
        commit(hand); // by itself: the group refuses all of a partition that it is told at once, or none
        List<ConsumerRecord<byte[], byte[]>> gone = hand.renew();
        gone.forEach(holders::remove);
        lost.addAll(gone);
    }

    private void open() {
        hands.add(new ShareHand(members.get(), subscription.topics()));
        freeNanos = System.nanoTime();
    }

    private void closeOne(long now) {
        hands.stream()
                .filter(ShareHand::idle)
                .filter(hand -> hand.unchangedFor(now).compareTo(NOT_NEEDED) > 0)
                .findFirst()
                .ifPresent(this::close);
    }

    /// Gives back what is held, tells the group of what is decided, and leaves it.
    @Override
    public void close() {
        hands.forEach(ShareHand::close);
    }
}
