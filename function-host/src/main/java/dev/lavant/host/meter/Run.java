package dev.lavant.host.meter;

/// What one attempt used, or several added up.
///
/// @param durationNanos wall time in the handler, monotonic clock
/// @param cpuNanos CPU time of the handler's thread
/// @param allocatedBytes heap that the handler's thread asked for
/// @param shareNanos its part of the host's time: the integral of dt/k while k events ran
public record Run(long durationNanos, long cpuNanos, long allocatedBytes, long shareNanos) {
    /// No attempt at all.
    public static final Run NONE = new Run(0, 0, 0, 0);

    public Run {
        requireNotNegative("durationNanos", durationNanos);
        requireNotNegative("cpuNanos", cpuNanos);
        requireNotNegative("allocatedBytes", allocatedBytes);
        requireNotNegative("shareNanos", shareNanos);
    }

    /// Its part of the host's time and nothing else, of work that the function is not to blame for.
    public Run shareOnly() {
        return new Run(0, 0, 0, shareNanos);
    }

    /// Both together.
    public Run plus(Run other) {
        return new Run(
                durationNanos + other.durationNanos,
                cpuNanos + other.cpuNanos,
                allocatedBytes + other.allocatedBytes,
                shareNanos + other.shareNanos);
    }

    /// One of several equal parts; all of them add up to the whole, exactly.
    ///
    /// @param index from 0
    public Run part(int index, int parts) {
        if (parts == 1) {
            return this;
        }
        return new Run(
                part(durationNanos, index, parts),
                part(cpuNanos, index, parts),
                part(allocatedBytes, index, parts),
                part(shareNanos, index, parts));
    }

    private static long part(long whole, int index, int parts) {
        return whole / parts + (index < whole % parts ? 1 : 0);
    }

    private static void requireNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
    }
}
