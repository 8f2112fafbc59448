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
    private final CallThread thread;
    private volatile boolean resting;
    private volatile boolean needed = true;
    private volatile boolean stopped;
    private volatile @Nullable Sequence<E> sequence;

    // of the attempt that runs now, guarded by this
    private @Nullable E event;
    private long begunNanos;
    private boolean interrupted;

    HandlerThread(Desk<E> desk, int number) {
        this.desk = desk;
        this.watch = new Stopwatch(desk.shared());
        this.thread = new CallThread(desk.invoker(), "function-" + number, this::work);
        thread.start();
    }

    private void work() {
        while (!stopped) {
            Sequence<E> run = needed ? desk.waiting().poll() : null;
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

    private void make(Sequence<E> run) {
        sequence = run;
        boolean goOn = true;
        while (goOn && run.first().filter(this::mayBegin).isPresent()) {
            goOn = run.next().map(this::make).orElse(false);
        }
        notBegun(run.rest());
        sequence = null;
    }

    private boolean mayBegin(Attempt<E> attempt) {
        return desk.asked().mayBegin().test(attempt.event());
    }

    /// @return whether the attempt has succeeded
    private boolean make(Attempt<E> attempt) {
        long begun = watch.begin();
        begin(attempt.event(), begun);
        AttemptResult result = thread.make(attempt.deliveries(), attempt.number(), watch);
        end();
        boolean succeeded = result instanceof AttemptResult.Returned;
        if (!succeeded) {
            desk.asked().failed().accept(attempt.event());
        }
        desk.ended().add(new Ended.Attempted<>(attempt.event(), result, begun));
        return succeeded;
    }

    private void notBegun(List<E> events) {
        if (!events.isEmpty()) {
            desk.ended().add(new Ended.NotBegun<>(events));
        }
    }

    /// Lets what has not begun of its run be made by others.
    void leaveRest() {
        Sequence<E> run = sequence;
        if (run != null) {
            notBegun(run.rest());
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
