package dev.lavant.torture;

import dev.lavant.testkit.guarantee.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a run came to.
///
/// @param events that were to be handled
/// @param deadLetters of them
/// @param kills hosts lost, by kind
/// @param others other faults and what followed, by kind
/// @param broken violations of each guarantee, by its word; an empty list for one that was kept
/// @param open what was not done in time, by partition
record Findings(
        Duration elapsed,
        int events,
        int deadLetters,
        Map<String, Long> kills,
        Map<String, Long> others,
        Map<String, List<Violation>> broken,
        Map<String, Long> open) {

    /// Every guarantee kept, and all done.
    boolean allIsWell() {
        return open.isEmpty() && violations().isEmpty();
    }

    List<Violation> violations() {
        return broken.values().stream().flatMap(List::stream).toList();
    }

    long killed() {
        return kills.values().stream().mapToLong(Long::longValue).sum();
    }
}
