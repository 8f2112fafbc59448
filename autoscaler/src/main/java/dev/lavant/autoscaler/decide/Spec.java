package dev.lavant.autoscaler.decide;

import java.time.Duration;

/// What is wanted of a function's hosts.
///
/// @param wanted whether any host may run
/// @param sharing whether a host beyond the partitions is of use
/// @param maxHosts at most, at least 1
/// @param concurrency events that one host runs at once, at least 1
/// @param targetLatency append to committed, 99th percentile; the one knob a user has
/// @param startTime a new host needs to its first event
/// @param keepAlive how long hosts stay at most when nothing waits
/// @param downWindow hosts are only given up when that many were not needed for so long
/// @param share of the memory for all hosts
/// @param allowance what budgets leave to it
public record Spec(
        Wanted wanted,
        Sharing sharing,
        int maxHosts,
        int concurrency,
        Duration targetLatency,
        Duration startTime,
        Duration keepAlive,
        Duration downWindow,
        Share share,
        Allowance allowance) {

    private static final Duration MOVE = Duration.ofSeconds(2);

    /// Whether any host may run.
    public enum Wanted {
        /// As many as it takes.
        RUNNING,
        /// None, whatever waits.
        PAUSED
    }

    /// Whether a host beyond the partitions is of use.
    public enum Sharing {
        /// No: a partition is read by one host.
        BY_PARTITION,
        /// Yes: any host may get any event, as nothing waits for anything else.
        BY_EVENT
    }

    public Spec {
        requireAtLeastOne("maxHosts", maxHosts);
        requireAtLeastOne("concurrency", concurrency);
        if (!targetLatency.isPositive()) {
            throw new IllegalArgumentException("targetLatency must be above zero, was " + targetLatency);
        }
    }

    /// One of a function that has as much memory and money as it wants.
    public Spec(
            Wanted wanted,
            Sharing sharing,
            int maxHosts,
            int concurrency,
            Duration targetLatency,
            Duration startTime,
            Duration keepAlive,
            Duration downWindow) {
        this(
                wanted,
                sharing,
                maxHosts,
                concurrency,
                targetLatency,
                startTime,
                keepAlive,
                downWindow,
                Share.UNBOUNDED,
                Allowance.UNBOUNDED);
    }

    /// How long a partition waits when it goes from one host to another: the old owner hears of it at its next
    /// heartbeat.
    public Duration moveTime() {
        return switch (sharing) {
            case BY_PARTITION -> MOVE;
            case BY_EVENT -> Duration.ZERO;
        };
    }

    private static void requireAtLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }
}
