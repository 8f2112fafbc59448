package dev.lavant.host.invoke;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The attempts that run now, each on a platform thread of a bounded pool, and the results of those that ended.
///
/// The engine's thread starts attempts, collects results and calls [#interruptOverdue]; handlers run elsewhere.
///
/// @param <E> what the engine knows an attempt by
public final class Attempts<E> implements AutoCloseable {
    private final Invoker invoker;
    private final Duration timeout;
    private final ExecutorService threads;
    private final Set<Running<E>> running = ConcurrentHashMap.newKeySet();
    private final Queue<Ended<E>> ended = new ConcurrentLinkedQueue<>();

    /// An attempt that has ended.
    public record Ended<E>(E event, AttemptResult result) {}

    /// @param timeout deadline of one attempt
    /// @param concurrency attempts at once
    public Attempts(Invoker invoker, Duration timeout, int concurrency) {
        this.invoker = invoker;
        this.timeout = timeout;
        this.threads = Executors.newFixedThreadPool(
                concurrency,
                Thread.ofPlatform().name("function-", 1).daemon(true).factory());
    }

    /// Starts an attempt; its result comes out of [#ended].
    public void start(E event, List<Delivery> deliveries, int attempt) {
        var attemptRunning = new Running<>(event);
        running.add(attemptRunning);
        threads.execute(() -> {
            attemptRunning.begin(Thread.currentThread(), System.nanoTime());
            AttemptResult result = invoker.attempt(deliveries, attempt);
            attemptRunning.end();
            ended.add(new Ended<>(event, result));
            running.remove(attemptRunning);
        });
    }

    /// Attempts that have not ended yet.
    public int running() {
        return running.size();
    }

    /// True when none runs and no result waits.
    public boolean idle() {
        return running.isEmpty() && ended.isEmpty();
    }

    /// The results since the last call.
    public List<Ended<E>> ended() {
        var results = new ArrayList<Ended<E>>();
        for (Ended<E> next = ended.poll(); next != null; next = ended.poll()) {
            results.add(next);
        }
        return results;
    }

    /// Interrupts every attempt that has passed its deadline.
    ///
    /// @param grace how long after the interrupt an attempt may still run
    /// @return the events of those that still run after that: only the end of this process stops them
    public Collection<E> interruptOverdue(long nowNanos, Duration grace) {
        return running.stream()
                .filter(attempt -> attempt.interruptIfOverdue(nowNanos, timeout))
                .filter(attempt -> attempt.runsLongerThan(nowNanos, timeout.plus(grace)))
                .map(attempt -> attempt.event)
                .toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static final class Running<E> {
        private final E event;
        private @Nullable Thread thread;
        private long startedNanos;
        private boolean interrupted;

        private Running(E event) {
            this.event = event;
        }

        private synchronized void begin(Thread on, long nowNanos) {
            thread = on;
            startedNanos = nowNanos;
        }

        private synchronized void end() {
            thread = null;
            boolean _ = Thread.interrupted(); // an interrupt that came too late is not for the next attempt
        }

        private synchronized boolean interruptIfOverdue(long nowNanos, Duration timeout) {
            if (thread == null || nowNanos - startedNanos < timeout.toNanos()) {
                return false;
            }
            if (!interrupted) {
                interrupted = true;
                thread.interrupt();
            }
            return true;
        }

        private synchronized boolean runsLongerThan(long nowNanos, Duration limit) {
            return thread != null && nowNanos - startedNanos > limit.toNanos();
        }
    }
}
