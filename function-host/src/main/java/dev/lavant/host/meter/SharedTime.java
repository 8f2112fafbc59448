package dev.lavant.host.meter;

/// Splits a host's busy time between the events that run at once, so that the shares add up to it.
///
/// V(t) grows by dt/k while k events run; an event's share is V at its end minus V at its start. Two events
/// that run together for a second get half a second each. V is kept in 1/1024 of a nanosecond, so a share is
/// exact to a nanosecond however often k changes; V may wrap around, a difference of two V does not mind.
///
/// Thread-safe: handlers' threads call it at the start and end of an attempt.
public final class SharedTime {
    private static final int FRACTION_BITS = 10;

    private long virtualTime;
    private long lastNanos;
    private int running;

    /// An attempt starts.
    ///
    /// @param nowNanos of the monotonic clock
    /// @return V, to be handed to [#leave]
    public synchronized long enter(long nowNanos) {
        advance(nowNanos);
        running++;
        return virtualTime;
    }

    /// An attempt ends.
    ///
    /// @param enteredAt what [#enter] returned
    /// @return its share of the host's time, in nanoseconds
    public synchronized long leave(long enteredAt, long nowNanos) {
        advance(nowNanos);
        running--;
        return (virtualTime - enteredAt) >> FRACTION_BITS;
    }

    private void advance(long nowNanos) {
        long elapsed = Math.max(0, nowNanos - lastNanos);
        if (running > 0) {
            virtualTime += (elapsed << FRACTION_BITS) / running;
        }
        lastNanos = running > 0 ? lastNanos + elapsed : nowNanos;
    }
}
