package dev.lavant.billing.rate;

import dev.lavant.schemas.UsageRecord;

/// What is paid for, in whole units, under the meter rule `share-ceil-1us`: of each event's share of its host's time
/// and of its CPU time, begun microseconds count whole.
///
///     128 MiB for 1,500 ns of share is 256 MiB-microseconds
///
/// @param events priced by number
/// @param mibMicros reserved memory times share; 1 GiB-second is 1,024,000,000
/// @param cpuMicros CPU time
public record Quantities(long events, long mibMicros, long cpuMicros) {
    /// Name of the rule, on every statement.
    public static final String RULE = "share-ceil-1us";

    /// Nothing used.
    public static final Quantities NONE = new Quantities(0, 0, 0);

    private static final int NANOS_PER_MICRO = 1_000;

    /// Those of one usage record; nothing when the platform caused the work.
    ///
    /// @throws ArithmeticException when a quantity outgrows a long, which takes 280 years of a GiB
    public static Quantities of(UsageRecord usage) {
        if (!usage.getBillable()) {
            return NONE;
        }
        long held = usage.getShareNanos() >= 0 ? usage.getShareNanos() : usage.getDurationNanos();
        return new Quantities(
                1, Math.multiplyExact(usage.getMemoryMib(), micros(held)), micros(Math.max(0, usage.getCpuNanos())));
    }

    /// Both together, exactly.
    public Quantities plus(Quantities other) {
        return new Quantities(
                Math.addExact(events, other.events),
                Math.addExact(mibMicros, other.mibMicros),
                Math.addExact(cpuMicros, other.cpuMicros));
    }

    private static long micros(long nanos) {
        return Math.ceilDiv(nanos, NANOS_PER_MICRO);
    }
}
