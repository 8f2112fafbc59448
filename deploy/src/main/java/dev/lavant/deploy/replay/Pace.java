package dev.lavant.deploy.replay;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How fast dead letters are sent again.
///
/// @param perSecond at most, >= 1
public record Pace(int perSecond) {
    /// As fast as they can be written.
    public static final Pace UNBOUNDED = new Pace(Integer.MAX_VALUE);

    private static final int MOST_AT_ONCE = 200;

    public Pace {
        if (perSecond < 1) {
            throw new IllegalArgumentException("a rate must be at least 1 letter a second, was " + perSecond);
        }
    }

    /// Letters that go in one transaction.
    int atOnce() {
        return Math.min(perSecond, MOST_AT_ONCE);
    }

    /// Waits until the next may go; not at all when this thread is interrupted.
    ///
    /// @param sent since it began
    /// @param begunNanos by [System#nanoTime]
    void await(long sent, long begunNanos) {
        long dueNanos = begunNanos + sent * Duration.ofSeconds(1).toNanos() / perSecond;
        for (long left = dueNanos - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
