package dev.lavant.autoscaler.observe;

import dev.lavant.autoscaler.decide.Observation.Work;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What hosts say of themselves in `lavant.hosts`, and what those that are gone have done.
///
/// Thread-safe: written by the thread that follows the topic, read by the control loop.
public final class HostReports {
    private final Map<String, HostHeartbeat> living = new HashMap<>();
    private final Map<String, Work> ofTheGone = new HashMap<>();

    /// Takes the topic as it stands now.
    public synchronized void take(Map<String, HostHeartbeat> hosts) {
        living.values().stream()
                .filter(host -> !hosts.containsKey(host.getHostId()))
                .forEach(gone -> ofTheGone.merge(gone.getFunction(), work(gone), HostReports::plus));
        living.clear();
        living.putAll(hosts);
    }

    /// Whether a host takes events.
    public synchronized boolean ready(String hostId) {
        HostHeartbeat host = living.get(hostId);
        return host != null && host.getPhase() == HostPhase.READY;
    }

    /// Events that a host has read and not committed; empty when it has not said.
    public synchronized Optional<Integer> inFlight(String hostId) {
        return Optional.ofNullable(living.get(hostId)).map(HostHeartbeat::getInFlight);
    }

    /// What a function's hosts have done, those that are gone included, and hold now.
    public synchronized Work work(String function) {
        Work done = ofTheGone.getOrDefault(function, Work.NONE);
        Work total = new Work(done.events(), done.busy(), 0);
        for (HostHeartbeat host : living.values()) {
            total = host.getFunction().equals(function) ? plus(total, work(host)) : total;
        }
        return total;
    }

    private static Work work(HostHeartbeat host) {
        return new Work(host.getCompleted(), Duration.ofNanos(host.getBusyNanos()), host.getInFlight());
    }

    private static Work plus(Work one, Work other) {
        return new Work(
                one.events() + other.events(), one.busy().plus(other.busy()), one.inFlight() + other.inFlight());
    }
}
