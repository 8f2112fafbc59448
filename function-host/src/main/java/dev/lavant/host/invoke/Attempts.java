package dev.lavant.host.invoke;

import dev.lavant.host.meter.SharedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The attempts that run now, each on a platform thread of a bounded pool, and the results of those that ended.
///
/// Work is handed over in *runs*: attempts that one thread makes one after the other, for as long as they succeed. How
/// many threads take part depends on how long attempts take: short ones are done by as many as there are processors,
/// since more would only get in each other's way; for longer ones, which may well wait for something, there are as many
/// as the function allows. One that takes much longer than those before it holds up nothing: what has not begun of its
/// run is told as [Ended.NotBegun], to be handed over again.
///
/// The engine's thread calls everything here; handlers run elsewhere.
///
/// @param <E> what the engine knows an attempt by
public final class Attempts<E> implements AutoCloseable {
    private static final long SHORT_NANOS = 50_000;
    private static final long STALLED_NANOS = 1_000_000;
    private static final long LONG_NANOS = 5_000_000;
    private static final int MEANS_TO_BE_LONG = 4;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Desk<E> desk;
    private final Duration timeout;
    private final int concurrency;
    private final List<HandlerThread<E>> threads = new ArrayList<>();
    private double meanNanos = Long.MAX_VALUE;
    private int runs;
    private int pending;

    /// An attempt to be made.
    ///
    /// @param deliveries at least one; several when the handler takes batches
    /// @param number 1 for the first
    public record Attempt<E>(E event, List<Delivery> deliveries, int number) {}

    /// What became of work that was handed over.
    public sealed interface Ended<E> {
        /// An attempt was made.
        ///
        /// @param begunNanos when it began, of the machine's monotonic clock
        record Attempted<E>(E event, AttemptResult result, long begunNanos) implements Ended<E> {}

        /// These were not made, and will not be: one before them in their run failed or takes long, or they may not
        /// begin any more.
        record NotBegun<E>(List<E> events) implements Ended<E> {}

        /// A run is over.
        record RunOver<E>() implements Ended<E> {}
    }

    /// Who is asked, on the thread that makes an attempt.
    ///
    /// @param mayBegin before each attempt
    /// @param failed after one that has failed, before it is reported
    public record Asked<E>(Predicate<E> mayBegin, Consumer<E> failed) {}

    /// Where runs are handed over and their ends reported.
    ///
    /// @param shared the host's time, split between attempts
    record Desk<E>(
            Invoker invoker, Asked<E> asked, SharedTime shared, Queue<Sequence<E>> waiting, Queue<Ended<E>> ended) {}

    /// @param timeout deadline of one attempt
    /// @param concurrency attempts at once
    public Attempts(Invoker invoker, Duration timeout, int concurrency, Asked<E> asked, SharedTime shared) {
        this.desk = new Desk<>(invoker, asked, shared, new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
        this.timeout = timeout;
        this.concurrency = concurrency;
    }

    /// Hands over a run, at least one attempt; what becomes of it comes out of [#ended]. Nobody may be awake to begin
    /// it before the next [#tend].
    public void start(List<Attempt<E>> oneAfterTheOther) {
        runs++;
        pending += oneAfterTheOther.size();
        desk.waiting().add(new Sequence<>(oneAfterTheOther));
    }

    /// Whether attempts take so short a time that one must not be handed over by itself.
    public boolean areShort() {
        return meanNanos < SHORT_NANOS;
    }

    /// Runs that are not over.
    public int runs() {
        return runs;
    }

    /// Attempts of theirs that have not been told as ended.
    public int pending() {
        return pending;
    }

    /// What has ended since the last call.
    public List<Ended<E>> ended() {
        var results = new ArrayList<Ended<E>>();
        for (Ended<E> next = desk.ended().poll();
                next != null;
                next = desk.ended().poll()) {
            switch (next) {
                case Ended.RunOver<E> _ -> runs--;
                case Ended.Attempted<E> attempted -> {
                    learn(attempted.result().used().durationNanos());
                    pending--;
                    results.add(next);
                }
                case Ended.NotBegun<E>(List<E> events) -> {
                    pending -= events.size();
                    results.add(next);
                }
            }
        }
        return results;
    }

    /// True when something has ended that [#ended] has not told yet.
    public boolean anyEnded() {
        return !desk.ended().isEmpty();
    }

    private void learn(long nanos) {
        meanNanos = meanNanos == Long.MAX_VALUE ? nanos : meanNanos + (nanos - meanNanos) / 64;
    }

    private long longNanos() {
        return meanNanos == Long.MAX_VALUE ? LONG_NANOS : Math.max(LONG_NANOS, (long) (MEANS_TO_BE_LONG * meanNanos));
    }

    /// Wakes as many threads as the work that waits calls for, and lets the others rest. To be called each time
    /// work was handed over, and every few milliseconds while any is under way: a thread that waits in its
    /// handler is made up for by another.
    public void tend(long nowNanos) {
        int wanted = areShort() ? Math.min(concurrency, PROCESSORS) : concurrency;
        int unbegun = runs - (int) threads.stream().filter(HandlerThread::busy).count();
        int free = 0;
        for (HandlerThread<E> thread : threads) {
            if (thread.busySince(nowNanos - STALLED_NANOS)) {
                if (thread.busySince(nowNanos - longNanos())) {
                    thread.leaveRest();
                }
                continue;
            }
            if (free == wanted) {
                thread.dismiss();
                continue;
            }
            free++;
            if (unbegun > 0 && thread.engage()) {
                unbegun--;
            }
        }
        for (; unbegun > 0 && free < wanted && threads.size() < concurrency; free++, unbegun--) {
            threads.add(new HandlerThread<>(desk, threads.size() + 1));
        }
    }

    /// Interrupts every attempt that has passed its deadline.
    ///
    /// @param grace how long after the interrupt an attempt may still run
    /// @return the events of those that still run after that: only the end of this process stops them
    public Collection<E> interruptOverdue(long nowNanos, Duration grace) {
        return threads.stream()
                .filter(thread -> thread.interruptIfOverdue(nowNanos, timeout))
                .flatMap(thread -> thread.runningLongerThan(nowNanos, timeout.plus(grace)).stream())
                .toList();
    }

    @Override
    public void close() {
        threads.forEach(HandlerThread::stop);
    }
}
