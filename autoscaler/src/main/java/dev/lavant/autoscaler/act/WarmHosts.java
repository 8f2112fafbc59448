package dev.lavant.autoscaler.act;

/// How many hosts wait without a function, so that one that wakes need not wait for a JVM.
///
/// @param count 0 for none
/// @param memoryMib of each: a JVM's heap cannot grow, so only functions with as much memory are given one
public record WarmHosts(int count, int memoryMib) {
    /// No host waits.
    public static final WarmHosts NONE = new WarmHosts(0, 1);

    public WarmHosts {
        if (count < 0) {
            throw new IllegalArgumentException("autoscaler.warm-hosts must not be negative, was " + count);
        }
        if (memoryMib < 1) {
            throw new IllegalArgumentException("autoscaler.warm-memory must be at least 1 MiB, was " + memoryMib);
        }
    }
}
