package dev.lavant.host.invoke;

import com.sun.management.ThreadMXBean;
import dev.lavant.host.meter.Run;
import dev.lavant.host.meter.SharedTime;
import java.lang.management.ManagementFactory;

/// Measures one attempt on the thread that runs it.
///
/// CPU time and allocation are those of the thread, which the JVM knows for platform threads only.
final class Stopwatch {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SharedTime shared;
    private final long startedNanos;
    private final long startedCpuNanos;
    private final long startedBytes;
    private final long entered;

    private Stopwatch(SharedTime shared) {
        this.shared = shared;
        startedNanos = System.nanoTime();
        startedCpuNanos = THREADS.getCurrentThreadCpuTime();
        startedBytes = THREADS.getCurrentThreadAllocatedBytes();
        entered = shared.enter(startedNanos);
    }

    static Stopwatch start(SharedTime shared) {
        return new Stopwatch(shared);
    }

    /// What was used since the start; called once, on the same thread.
    Run stop() {
        long now = System.nanoTime();
        return new Run(
                now - startedNanos,
                Math.max(0, THREADS.getCurrentThreadCpuTime() - startedCpuNanos),
                Math.max(0, THREADS.getCurrentThreadAllocatedBytes() - startedBytes),
                shared.leave(entered, now));
    }
}
