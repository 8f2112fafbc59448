package dev.lavant.autoscaler.observe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/// Rings when a committed record arrives for a function that has no host, so that nobody waits for the next look.
///
/// Consumers without a group hold fetches open on the partitions of all such functions. It tells only that something
/// has come; what waits is read by [LagReader]. A listener that fails rings for all its partitions, so that they are
/// looked at. Used by one thread.
///
/// A broker reads every partition of a fetch before it answers, so a listener has some hundred of them at most, and
/// holds its fetch open for long. A consumer whose fetch is under way does not ask for other partitions until it is
/// answered; so those that are new are also listened to by one that asks twice a second.
public final class Doorbell implements AutoCloseable {
    private static final Duration HELD = Duration.ofSeconds(10);
    private static final Duration HELD_FOR_NEW = Duration.ofMillis(500);
    private static final Duration NEW = HELD.plusSeconds(2);
    private static final int MOST_PARTITIONS = 500;

    private final Properties client;
    private final Runnable ring;
    private final Set<TopicPartition> rung = ConcurrentHashMap.newKeySet();
    private final DoorListener forNew;
    private final List<DoorListener> listeners = new ArrayList<>();
    private final Map<TopicPartition, Long> sinceNanos = new HashMap<>();
    private final Map<TopicPartition, Long> wanted = new HashMap<>();
    private OptionalLong oldestOfNewNanos = OptionalLong.empty();

    /// Listens to nothing yet.
    ///
    /// @param ring called on a listening thread when something has arrived
    public Doorbell(Properties client, Runnable ring) {
        this.client = client;
        this.ring = ring;
        this.forNew = new DoorListener(client, HELD_FOR_NEW, this::arrived);
    }

    /// Listens as this says from now on, and goes on with what it says nothing of. To be called again and
    /// again, without a change too.
    public void listen(Bells bells) {
        long now = System.nanoTime();
        if (!bells.unchanged()) {
            wanted.keySet().removeAll(bells.silent());
            sinceNanos.keySet().removeAll(bells.silent());
            wanted.putAll(bells.from());
            bells.from().keySet().forEach(partition -> sinceNanos.put(partition, now));
            share(bells);
            listenToNew(now);
        } else if (oldestOfNewNanos.isPresent() && now - oldestOfNewNanos.getAsLong() > NEW.toNanos()) {
            listenToNew(now);
        }
    }

    private void share(Bells bells) {
        var touched = new BitSet();
        while (wanted.size() > listeners.size() * MOST_PARTITIONS) {
            int more = Math.max(1, listeners.size());
            for (int i = 0; i < more; i++) {
                listeners.add(new DoorListener(client, HELD, this::arrived));
            }
            touched.set(0, listeners.size());
        }
        if (listeners.isEmpty()) {
            return; // nothing has been listened to so far
        }
        bells.from().keySet().forEach(partition -> touched.set(listener(partition)));
        bells.silent().forEach(partition -> touched.set(listener(partition)));
        touched.stream().forEach(i -> listeners.get(i).listen(shareOf(i)));
    }

    /// All partitions of a topic go to one listener: what a consumer keeps of a topic is more than of a partition.
    private int listener(TopicPartition partition) {
        return Math.floorMod(partition.topic().hashCode(), listeners.size());
    }

    private Map<TopicPartition, Long> shareOf(int listener) {
        var share = new HashMap<TopicPartition, Long>();
        wanted.forEach((partition, offset) -> {
            if (listener(partition) == listener) {
                share.put(partition, offset);
            }
        });
        return share;
    }

    private void listenToNew(long now) {
        sinceNanos.values().removeIf(since -> now - since > NEW.toNanos());
        List<TopicPartition> fresh =
                sinceNanos.keySet().stream().limit(MOST_PARTITIONS).toList();
        oldestOfNewNanos = fresh.stream().mapToLong(sinceNanos::get).min();
        forNew.listen(fresh.stream().collect(Collectors.toMap(partition -> partition, wanted::get)));
    }

    private void arrived(Set<TopicPartition> partitions) {
        rung.addAll(partitions);
        ring.run();
    }

    /// The partitions it has rung for since the last call.
    public Set<TopicPartition> rung() {
        Set<TopicPartition> now = Set.copyOf(rung);
        rung.removeAll(now);
        return now;
    }

    @Override
    public void close() {
        forNew.leave();
        listeners.forEach(DoorListener::leave);
        forNew.close();
        listeners.forEach(DoorListener::close);
    }
}
