package dev.lavant.router.intake;

import java.util.concurrent.Semaphore;

/// How much of requests may be in memory at once; whoever comes beyond is asked to come again.
///
/// A request counts with the length it says, or with the largest there may be when it says none, from before
/// its body is read until it is answered. Thread-safe.
public final class Admission {
    /// The length of a body that says none, or is compressed.
    static final long UNKNOWN = -1;

    private static final int LEAST_BYTES = 1_024; // of a request without a body

    private final Semaphore bytes;
    private final int largestBytes;

    /// @param mostBytes of all requests together, at least `largestBytes`
    /// @param largestBytes of one request
    public Admission(int mostBytes, int largestBytes) {
        this.bytes = new Semaphore(Math.max(mostBytes, largestBytes));
        this.largestBytes = largestBytes;
    }

    /// A place for a request; to be closed when it is answered.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /// Lets a request in.
    ///
    /// @param saidBytes its length as its header says, negative when it says none
    /// @throws Refusal 503 when there is no place
    Place enter(long saidBytes) {
        int wanted =
                Math.clamp(saidBytes < 0 ? largestBytes : saidBytes, Math.min(LEAST_BYTES, largestBytes), largestBytes);
        if (!bytes.tryAcquire(wanted)) {
            throw new Refusal(
                    503, "the ingress has as many requests in hand as it may", "Send the event again a little later.");
        }
        return () -> bytes.release(wanted);
    }

    /// Largest body, also after it is unzipped.
    int largestBytes() {
        return largestBytes;
    }

    /// Bytes that are free now.
    int freeBytes() {
        return bytes.availablePermits();
    }
}
