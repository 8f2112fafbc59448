package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.Hosting;
import dev.lavant.autoscaler.act.WarmHosts;
import dev.lavant.autoscaler.lead.Leadership.Seat;
import dev.lavant.schemas.wire.Connection;
import java.nio.file.Path;
import java.time.Duration;

/// How an autoscaler runs.
///
/// @param connection to Kafka and the registry
/// @param folder for the hosts' logs and the files of those that live; no two autoscalers may share one
/// @param hosting where hosts run
/// @param tick time between two looks
/// @param keepAlive how long hosts stay at most when nothing waits; what lulls teach may be shorter
/// @param downWindow hosts are given up only when that many were not needed for so long
/// @param warmHosts how many wait for a function that wakes
/// @param succession how a new revision takes over
/// @param seat whether others may want to lead
/// @param memoryMib of all hosts together, warm ones included, at least 1; [#UNBOUNDED] for no bound
public record AutoscalerConfig(
        Connection connection,
        Path folder,
        Hosting hosting,
        Duration tick,
        Duration keepAlive,
        Duration downWindow,
        WarmHosts warmHosts,
        Succession succession,
        Seat seat,
        long memoryMib) {
    /// No bound for the memory of all hosts.
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /// How a new revision takes over from running hosts.
    public enum Succession {
        /// New hosts start, then those of the revision before finish and go.
        NEW_HOSTS,
        /// Running hosts take the new code in place: quicker, and nothing runs meanwhile. For development: only
        /// for functions that were deployed from folders of this machine.
        IN_PLACE
    }

    public AutoscalerConfig {
        if (!tick.isPositive()) {
            throw new IllegalArgumentException("autoscaler.tick must be above zero, was " + tick);
        }
        if (memoryMib < 1) {
            throw new IllegalArgumentException("autoscaler.memory must be at least 1 MiB, was " + memoryMib);
        }
        requireNotNegative("autoscaler.keep-alive", keepAlive);
        requireNotNegative("autoscaler.down-window", downWindow);
    }

    /// What warm hosts leave of it, MiB.
    long memoryForFunctions() {
        return memoryMib == UNBOUNDED ? UNBOUNDED : memoryMib - (long) warmHosts.count() * warmHosts.memoryMib();
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
    }
}
