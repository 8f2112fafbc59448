package dev.lavant.bench.contender;

import java.util.concurrent.locks.LockSupport;

/// What every contender's handler does for an event: the same as Lavant's functions.
///
/// @param nanos how long the handler is blocked; 0 for not at all
record Work(long nanos) {

    /// Blocks the calling thread, as a call to a slow service would.
    void run() {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
