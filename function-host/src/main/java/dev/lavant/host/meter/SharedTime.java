package dev.lavant.host.meter;

import java.util.Arrays;

/// Gives every instant of a host's life one owner: while events run, they share it; while none does, it belongs to what
/// the host does meanwhile.
///
/// V(t) grows by dt/k while k events run; an event's share is V at its end minus V at its start. Two events
/// that run together for a second get half a second each. V is kept in 1/1024 of a nanosecond, so a share is
/// exact to a nanosecond however often k changes; V may wrap around, a difference of two V does not mind.
///
/// Thread-safe: handlers' threads call it at the start and end of an attempt, the engine's thread in between.
public final class SharedTime {
    private static final int FRACTION_BITS = 10;

    private final long[] between = new long[Meanwhile.values().length];
    private Meanwhile meanwhile = Meanwhile.STARTING;
    private long virtualTime;
    private long lastNanos;
    private int running;

    /// What a host does while no event runs.
    public enum Meanwhile {
        /// It comes up.
        STARTING,
        /// It holds events that wait: for another attempt, for a batch to fill, for a commit.
        WAITING,
        /// It holds no event, and stays for the next.
        KEEPING_ALIVE,
        /// It ends.
        DRAINING
    }

    /// @param startedNanos of the monotonic clock: when the host's life began
    public SharedTime(long startedNanos) {
        this.lastNanos = startedNanos;
    }

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

    /// From now on the host does this while no event runs.
    public synchronized void meanwhile(Meanwhile what, long nowNanos) {
        if (what != meanwhile) {
            advance(nowNanos);
            meanwhile = what;
        }
    }

    /// A share turns out to be nobody's: it counts as time in which no event ran.
    public synchronized void giveBack(long nanos) {
        between[meanwhile.ordinal()] += nanos;
    }

    /// Takes the time in which no event ran, since the last call.
    ///
    /// @return nanoseconds by [Meanwhile], in its order
    public synchronized long[] takeBetween(long nowNanos) {
        advance(nowNanos);
        long[] taken = between.clone();
        Arrays.fill(between, 0);
        return taken;
    }

    private void advance(long nowNanos) {
        long elapsed = Math.max(0, nowNanos - lastNanos);
        if (running > 0) {
            virtualTime += (elapsed << FRACTION_BITS) / running;
        } else {
            between[meanwhile.ordinal()] += elapsed;
        }
        lastNanos += elapsed;
    }
}
