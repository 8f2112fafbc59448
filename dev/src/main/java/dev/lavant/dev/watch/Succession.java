package dev.lavant.dev.watch;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/// Knows from the hosts' heartbeats when a new revision has taken over: what arrives from then on meets it alone.
///
/// Thread-safe.
public final class Succession implements AutoCloseable {
    private static final Duration HEARTBEAT_IS_FRESH = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1); // a killed host is told by nothing but silence

    private final Object changed = new Object();
    private final CompactedTopic<HostHeartbeat> hosts;

    private Succession(Connection connection) {
        this.hosts = CompactedTopic.follow(
                Topics.HOSTS,
                connection.wire().deserializer(HostHeartbeat.class),
                connection.properties(),
                _ -> wake());
    }

    /// Follows heartbeats.
    public static Succession follow(Connection connection) {
        return new Succession(connection);
    }

    /// Returns when no host takes events with an older revision than the newest of its function, by name.
    ///
    /// @return how many still do, when it takes longer than `atMost`
    public long await(Map<String, Integer> newest, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (changed) {
            long older = older(newest, hosts.values().values(), Instant.now());
            while (older > 0 && System.nanoTime() < end) {
                changed.wait(LOOK_EVERY.toMillis());
                older = older(newest, hosts.values().values(), Instant.now());
            }
            return older;
        }
    }

    /// Hosts that take events and run an older revision than is deployed.
    static long older(Map<String, Integer> newest, Collection<HostHeartbeat> hosts, Instant now) {
        return hosts.stream()
                .filter(host -> host.getAt().isAfter(now.minus(HEARTBEAT_IS_FRESH)))
                .filter(host -> host.getPhase() == HostPhase.STARTING || host.getPhase() == HostPhase.READY)
                .filter(host -> host.getRevision() < newest.getOrDefault(host.getFunction(), 0))
                .count();
    }

    private void wake() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    @Override
    public void close() {
        hosts.close();
    }
}
