package dev.lavant.host.report;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// How the host is, written by the engine's thread and read by the one that sends heartbeats.
public final class HostStatus {
    private static final long NOT_YET = -1;

    private final Instant jvmStartedAt;
    private final long main;
    private final AtomicLong context = new AtomicLong(NOT_YET);
    private final AtomicLong joined = new AtomicLong(NOT_YET);
    private final AtomicLong firstRecord = new AtomicLong(NOT_YET);
    private final AtomicLong firstCommit = new AtomicLong(NOT_YET);
    private final LongAdder completed = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private volatile int partitions;
    private volatile int inFlight;

    /// @param jvmStartedAt what the phases of the start are measured from
    public HostStatus(Instant jvmStartedAt) {
        this.jvmStartedAt = jvmStartedAt;
        this.main = sinceStart();
    }

    /// The Micronaut context and the handler are ready.
    public void contextReady() {
        firstTime(context);
    }

    /// Partitions came or went.
    ///
    /// @param owned how many are ours now
    public void partitions(int owned) {
        partitions = owned;
        firstTime(joined);
    }

    /// Events were read.
    public void received() {
        firstTime(firstRecord);
    }

    /// A transaction has committed.
    ///
    /// @param events whose outcome it held
    public void committed(int events) {
        completed.add(events);
        if (events > 0) {
            firstTime(firstCommit);
        }
    }

    /// An attempt has ended.
    ///
    /// @param nanos of handler time
    public void ran(long nanos) {
        busyNanos.add(nanos);
    }

    /// An attempt has failed.
    public void attemptFailed() {
        failedAttempts.increment();
    }

    /// Events read and not yet committed.
    public void inFlight(int events) {
        inFlight = events;
    }

    /// Milliseconds from the JVM's start to each phase of the host's start, -1 for those that have not been.
    public Phases phases() {
        return new Phases(main, context.get(), joined.get(), firstRecord.get(), firstCommit.get());
    }

    Instant jvmStartedAt() {
        return jvmStartedAt;
    }

    int partitions() {
        return partitions;
    }

    int inFlight() {
        return inFlight;
    }

    long completed() {
        return completed.sum();
    }

    long failedAttempts() {
        return failedAttempts.sum();
    }

    long busyNanos() {
        return busyNanos.sum();
    }

    /// When each phase of the start was reached, in milliseconds since the JVM's start.
    public record Phases(long main, long context, long joined, long firstRecord, long firstCommit) {}

    private void firstTime(AtomicLong phase) {
        if (phase.get() == NOT_YET) {
            phase.compareAndSet(NOT_YET, sinceStart());
        }
    }

    private long sinceStart() {
        return Instant.now().toEpochMilli() - jvmStartedAt.toEpochMilli();
    }
}
