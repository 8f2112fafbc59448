package dev.lavant.host.invoke;

import dev.lavant.host.invoke.Attempts.Attempt;
import dev.lavant.host.invoke.Attempts.Desk;
import dev.lavant.host.invoke.Attempts.Ended;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A platform thread that makes attempts, run after run, and rests when there are none or it is not needed.
///
/// The engine's thread calls everything but the loop.
final class HandlerThread<E> {
    private final Desk<E> desk;
    private final Stopwatch watch;
    private final Thread thread;
    private volatile boolean resting;
    private volatile boolean needed = true;
    private volatile boolean stopped;

    // of the attempt that runs now, guarded by this
    private @Nullable E event;
    private long begunNanos;
    private boolean interrupted;

    HandlerThread(Desk<E> desk, int number) {
        this.desk = desk;
        this.watch = new Stopwatch(desk.shared());
        this.thread =
                Thread.ofPlatform().name("function-" + number).daemon(true).start(this::work);
    }

    private void work() {
        while (!stopped) {
            List<Attempt<E>> run = needed ? desk.waiting().poll() : null;
            if (run == null) {
                rest();
            } else {
                make(run);
                desk.ended().add(new Ended.RunOver<>());
            }
        }
    }

    private void rest() {
        watch.breakOff();
        resting = true;
        if (needed && !desk.waiting().isEmpty()) {
            resting = false;
        }
        while (resting && !stopped) {
            LockSupport.park(this);
            boolean _ = Thread.interrupted(); // meant for an attempt that has ended
        }
    }

    private void make(List<Attempt<E>> run) {
        for (int i = 0; i < run.size(); i++) {
            Attempt<E> next = run.get(i);
            if (!desk.mayBegin().test(next.event())) {
                notBegun(run.subList(i, run.size()));
                return;
            }
            long begun = watch.begin();
            begin(next.event(), begun);
            AttemptResult result = desk.invoker().attempt(next.deliveries(), next.number(), watch);
            end();
            desk.ended().add(new Ended.Attempted<>(next.event(), result, begun));
            if (!(result instanceof AttemptResult.Returned)) {
                notBegun(run.subList(i + 1, run.size()));
                return;
            }
        }
    }

    private void notBegun(List<Attempt<E>> attempts) {
        if (!attempts.isEmpty()) {
            desk.ended()
                    .add(new Ended.NotBegun<>(
                            attempts.stream().map(Attempt::event).toList()));
        }
    }

    private synchronized void begin(E begun, long nowNanos) {
        event = begun;
        begunNanos = nowNanos;
        interrupted = false;
    }

    private synchronized void end() {
        event = null;
        if (interrupted) {
            boolean _ = Thread.interrupted(); // an interrupt that came too late is not for the next attempt
        }
    }

    /// Lets the thread take runs, and wakes it if it rests.
    ///
    /// @return whether it rested
    boolean engage() {
        needed = true;
        if (!resting) {
            return false;
        }
        resting = false;
        LockSupport.unpark(thread);
        return true;
    }

    /// Lets the thread rest once its run is over.
    void dismiss() {
        needed = false;
    }

    synchronized boolean busy() {
        return event != null;
    }

    /// Whether it makes an attempt that began before this.
    synchronized boolean busySince(long nanos) {
        return event != null && begunNanos - nanos < 0;
    }

    /// Whether the attempt it makes has passed its deadline; then it is interrupted, once.
    synchronized boolean interruptIfOverdue(long nowNanos, Duration timeout) {
        if (event == null || nowNanos - begunNanos < timeout.toNanos()) {
            return false;
        }
        if (!interrupted) {
            interrupted = true;
            thread.interrupt();
        }
        return true;
    }

    synchronized Optional<E> runningLongerThan(long nowNanos, Duration limit) {
        return event != null && nowNanos - begunNanos > limit.toNanos() ? Optional.of(event) : Optional.empty();
    }

    void stop() {
        stopped = true;
        thread.interrupt();
        LockSupport.unpark(thread);
    }
}
