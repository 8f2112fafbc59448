package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.Observation.Failures;
import dev.lavant.autoscaler.decide.Observation.Hosts;
import dev.lavant.autoscaler.decide.Observation.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

/// Looks to decide on: a function of 200 ms an event, four at once, so that a host does 20/s, and that must
/// finish within 10 s, of which 5 s are left once a first host has started and joined: 100 events for each
/// host.
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

    /// What was appended and what waits is spread evenly over the partitions.
    static Lag lag(long done, long waiting, int partitions) {
        return new Lag.Known(IntStream.range(0, partitions)
                .mapToObj(p -> partition(p, share(done + waiting, p, partitions), share(waiting, p, partitions)))
                .toList());
    }

    /// All that waits is in the first partition; the others are done.
    static Lag hot(long waiting, int partitions) {
        return new Lag.Known(IntStream.range(0, partitions)
                .mapToObj(p -> partition(p, 1_000 + (p == 0 ? waiting : 0), p == 0 ? waiting : 0))
                .toList());
    }

    private static Lag.Partition partition(int number, long end, long waiting) {
        return new Lag.Partition("in", number, end, end - waiting, Long.MIN_VALUE / 2);
    }

    static long share(long events, int partition, int partitions) {
        return events / partitions + (partition < events % partitions ? 1 : 0);
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
