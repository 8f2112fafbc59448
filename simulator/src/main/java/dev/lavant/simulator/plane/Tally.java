package dev.lavant.simulator.plane;

/// What a function's life under one rule came to.
///
/// @param hostSeconds from each host's launch to its end, added up
/// @param lateShare events that were committed after the target latency, of all
/// @param medianSeconds arrival to commit
/// @param p99Seconds arrival to commit
public record Tally(double hostSeconds, double lateShare, double medianSeconds, double p99Seconds, Changes changes) {

    /// How often hosts came and went.
    ///
    /// @param actions changes of the number of hosts
    /// @param launches hosts that were started
    /// @param coldStarts changes from no host
    public record Changes(int actions, int launches, int coldStarts) {}
}
