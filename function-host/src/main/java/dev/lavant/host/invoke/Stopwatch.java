package dev.lavant.host.invoke;

import com.sun.management.ThreadMXBean;
import dev.lavant.host.meter.Run;
import dev.lavant.host.meter.SharedTime;
import java.lang.management.ManagementFactory;

/// Measures the attempts of one thread, one after the other.
///
/// CPU time and allocation are those of the thread, which the JVM knows for platform threads only. Reading the
/// CPU clock is the dearest part, a system call of some 0.2 µs, so readings are chained: where one attempt
/// ends, the next one of the thread begins, as long as the thread had nothing to wait for. What the platform
/// does for an event between two attempts, above all decoding it, is in the event's own time then; nothing is
/// in nobody's.
///
/// Owned by the thread that it measures.
public final class Stopwatch {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SharedTime shared;
    private long nanos;
    private long cpuNanos;
    private long bytes;
    private long entered;
    private boolean chained;

    /// @param shared the host's time, split between attempts
    public Stopwatch(SharedTime shared) {
        this.shared = shared;
    }

    /// An attempt begins.
    ///
    /// @return when, of the monotonic clock
    public long begin() {
        if (!chained) {
            nanos = System.nanoTime();
            cpuNanos = THREADS.getCurrentThreadCpuTime();
            bytes = THREADS.getCurrentThreadAllocatedBytes();
        }
        entered = shared.enter(nanos);
        return nanos;
    }

    /// The attempt has ended.
    ///
    /// @return what it used
    public Run end() {
        long nanosBefore = nanos;
        long cpuBefore = cpuNanos;
        long bytesBefore = bytes;
        nanos = System.nanoTime();
        cpuNanos = THREADS.getCurrentThreadCpuTime();
        bytes = THREADS.getCurrentThreadAllocatedBytes();
        chained = true;
        return new Run(
                nanos - nanosBefore,
                Math.max(0, cpuNanos - cpuBefore),
                Math.max(0, bytes - bytesBefore),
                shared.leave(entered, nanos));
    }

    /// The thread waits now: the next attempt does not begin where the last one ended.
    public void breakOff() {
        chained = false;
    }
}
