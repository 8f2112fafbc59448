package dev.lavant.autoscaler.decide;

import java.util.List;
import java.util.Map;

/// What may have cost something that is not metered yet.
///
/// @param lives hosts that live, and those that ended so lately that their last usage may not be metered
/// @param handled by function
public record Scene(List<Life> lives, Map<String, Handled> handled) {
    private static final Handled NONE = new Handled(0, 0);

    /// Events that were committed.
    ///
    /// @param unmetered since the time up to which all is metered
    /// @param perSecond now
    public record Handled(long unmetered, double perSecond) {}

    Handled handled(String function) {
        return handled.getOrDefault(function, NONE);
    }
}
