package dev.lavant.console.picture;

import java.util.List;
import java.util.Optional;

/// A function as the page shows it. What is not known is empty and never 0.
///
/// @param state paused, active (it has hosts), waiting (it has events and no host) or idle
/// @param desired hosts that the last decision called for
/// @param because its reason
/// @param code its code
/// @param oldestAtLeast true when the oldest event may have waited longer than `oldestMillis`
/// @param rate events a second that were committed, over ten seconds
/// @param failing attempts a second that failed, over ten seconds
/// @param p50Micros run time of an event, of the last minute
/// @param coldStarts of the last quarter of an hour
/// @param costNanos since midnight UTC, 1e-9 of the currency
/// @param costPerHourNanos at what the last minute cost
public record FunctionRow(
        Described described,
        String state,
        Hosts hosts,
        Optional<Integer> desired,
        Optional<String> code,
        Optional<String> because,
        Optional<Long> decidedAt,
        Optional<Long> lag,
        Optional<String> lagUnknown,
        Optional<Long> oldestMillis,
        boolean oldestAtLeast,
        double rate,
        double failing,
        Optional<Long> p50Micros,
        Optional<Long> p99Micros,
        int coldStarts,
        Bill bill) {

    /// Its name.
    public String name() {
        return described.name();
    }

    /// What was deployed.
    public record Described(
            String name,
            int revision,
            String tenant,
            String description,
            List<String> sources,
            Optional<String> filter,
            List<String> outputs,
            String ordering,
            int maxHosts,
            int memoryMib,
            int concurrency,
            long targetLatencyMillis,
            int maxAttempts) {}

    /// Its hosts that say they live.
    public record Hosts(int live, int ready, int starting, int draining, int inFlight) {}

    /// What today's statements say.
    public record Bill(
            Optional<Long> costNanos,
            Optional<Long> costPerHourNanos,
            String currency,
            long events,
            long deadLettered) {}
}
