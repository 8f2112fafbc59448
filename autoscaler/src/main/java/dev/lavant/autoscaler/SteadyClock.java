package dev.lavant.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Time that never jumps: it goes on with the monotonic clock and follows the machine's wall clock at most one
/// hundredth faster or slower, so that setting the clock ends no lull, no window and no back-off. Thread-safe.
final class SteadyClock implements InstantSource {
    private static final int SLOWNESS = 100;

    private final InstantSource wall;
    private final LongSupplier nanos;
    private long lastNanos;
    private Instant last;

    /// By this machine's clocks.
    SteadyClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    /// @param nanos monotonic
    SteadyClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.lastNanos = nanos.getAsLong();
        this.last = wall.instant();
    }

    @Override
    public synchronized Instant instant() {
        long now = nanos.getAsLong();
        long passed = now - lastNanos;
        Instant steady = last.plusNanos(passed);
        Duration off = Duration.between(steady, wall.instant());
        lastNanos = now;
        last = steady.plus(clamped(off, Duration.ofNanos(-passed / SLOWNESS), Duration.ofNanos(passed / SLOWNESS)));
        return last;
    }

    private static Duration clamped(Duration off, Duration least, Duration most) {
        if (off.compareTo(most) > 0) {
            return most;
        }
        return off.compareTo(least) < 0 ? least : off;
    }
}
