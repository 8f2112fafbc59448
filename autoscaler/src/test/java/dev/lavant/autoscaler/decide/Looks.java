package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.Observation.Failures;
import dev.lavant.autoscaler.decide.Observation.Hosts;
import dev.lavant.autoscaler.decide.Observation.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/// Looks to decide on: a function of 200 ms an event, four at once, so that a host does 20/s, and that must finish
/// within 10 s, of which 5.3 s are left once a host has started: 106 events for each host.
final class Looks {
    static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    static final Spec SPEC = new Spec(
            Spec.Wanted.RUNNING,
            Spec.Sharing.BY_PARTITION,
            10,
            4,
            Duration.ofSeconds(10),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
    static final Spec UNORDERED = new Spec(
            SPEC.wanted(),
            Spec.Sharing.BY_EVENT,
            SPEC.maxHosts(),
            SPEC.concurrency(),
            SPEC.targetLatency(),
            SPEC.startTime(),
            SPEC.keepAlive(),
            SPEC.downWindow());
    static final Work KNOWN = new Work(1_000, Duration.ofSeconds(200), 0);

    private Looks() {}

    static Observation look(int second, Lag lag, int ready) {
        return new Observation(
                NOON.plusSeconds(second), lag, new Hosts(ready, 0, 0, 0), KNOWN, new Failures(0, "nothing"));
    }

    static Lag waiting(long events) {
        return waiting(events, 12);
    }

    static Lag waiting(long events, int partitions) {
        return lag(1_000, events, partitions);
    }

    /// All that waits is in the first partition; the ends add up to what was appended.
    static Lag lag(long appended, long waiting, int partitions) {
        return new Lag.Known(IntStream.range(0, partitions)
                .mapToObj(p -> p == 0
                        ? new Lag.Partition("in", 0, appended + waiting, appended, 0)
                        : new Lag.Partition("in", p, 0, 0, 0))
                .toList());
    }

    static Observation with(Observation look, Hosts hosts) {
        return new Observation(look.at(), look.lag(), hosts, look.work(), look.failures());
    }

    static Observation with(Observation look, Work work) {
        return new Observation(look.at(), look.lag(), look.hosts(), work, look.failures());
    }

    static Observation with(Observation look, Failures failures) {
        return new Observation(look.at(), look.lag(), look.hosts(), look.work(), failures);
    }
}
