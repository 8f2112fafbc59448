package dev.lavant.autoscaler.observe;

import dev.lavant.autoscaler.decide.Observation.Work;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What hosts say of themselves in `lavant.hosts`, and how long an event has taken those of each function
/// lately.
///
/// Thread-safe: written by the thread that follows the topic, read by the control loop.
public final class HostReports {
    private final Map<String, HostHeartbeat> latest = new HashMap<>();
    private final Map<String, Sample> samples = new HashMap<>();

    /// Handler times of one revision; other code has other times.
    private record Sample(int revision, long events, long busyNanos, long failedAttempts) {
        /// Old events count half each time that so many have been seen: a function that changes is noticed.
        private static final long ENOUGH = 1_000;

        private Sample plus(Sample more) {
            int halved = events > ENOUGH ? 2 : 1;
            return new Sample(
                    revision,
                    events / halved + more.events,
                    busyNanos / halved + more.busyNanos,
                    failedAttempts + more.failedAttempts);
        }
    }

    /// Takes the topic as it stands now: the newest heartbeat of each host.
    public synchronized void take(Map<String, HostHeartbeat> hosts) {
        hosts.values().forEach(this::sample);
        latest.clear();
        latest.putAll(hosts);
    }

    private void sample(HostHeartbeat now) {
        var before = Optional.ofNullable(latest.get(now.getHostId()));
        var more = new Sample(
                now.getRevision(),
                now.getCompleted() - before.map(HostHeartbeat::getCompleted).orElse(0L),
                now.getBusyNanos() - before.map(HostHeartbeat::getBusyNanos).orElse(0L),
                now.getFailedAttempts()
                        - before.map(HostHeartbeat::getFailedAttempts).orElse(0L));
        if (more.events() == 0 && more.busyNanos() == 0 && more.failedAttempts() == 0) {
            return;
        }
        Sample known = samples.get(now.getFunction());
        if (known == null || known.revision() < now.getRevision()) {
            samples.put(now.getFunction(), more);
        } else if (known.revision() == now.getRevision()) {
            samples.put(now.getFunction(), known.plus(more));
        }
    }

    /// Whether a host takes events.
    public synchronized boolean ready(String hostId) {
        HostHeartbeat host = latest.get(hostId);
        return host != null && host.getPhase() == HostPhase.READY;
    }

    /// Events that a host has read and not committed; empty when it has not said.
    public synchronized Optional<Integer> inFlight(String hostId) {
        return Optional.ofNullable(latest.get(hostId)).map(HostHeartbeat::getInFlight);
    }

    /// How much of a function's work has been seen.
    ///
    /// @param inFlight read and not yet committed, now
    public synchronized Work work(FunctionDeployment function, int inFlight) {
        return Optional.ofNullable(samples.get(function.getName()))
                .filter(sample -> sample.revision() == function.getRevision())
                .map(sample -> new Work(
                        sample.events(), Duration.ofNanos(sample.busyNanos()), inFlight, sample.failedAttempts()))
                .orElse(new Work(0, Duration.ZERO, inFlight));
    }
}
