package dev.lavant.router.listen;

import dev.lavant.router.listen.Findings.Finding;
import dev.lavant.router.result.Callee;
import dev.lavant.router.result.Result;
import dev.lavant.router.result.ResultBook;
import dev.lavant.router.result.Results.Listening;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TimeoutException;

/// Who listens to which function, who waits for which result, and the results that were heard lately.
///
/// Thread-safe: everything is guarded by one lock, which nobody holds while waiting for Kafka.
final class Ears {
    private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(5);

    /// A function that is called now and then is not looked up anew for each call.
    private static final Duration HEARD_ON = Duration.ofSeconds(30);

    private static final long MOST_HEARD_BYTES = 16 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition(); // who listens, and what is followed
    private final Map<Callee, Heard> heard = new HashMap<>();
    private final Map<String, Waiting> waiting = new HashMap<>(); // by usage id
    private final ResultBook book = new ResultBook(MOST_HEARD_BYTES);
    private boolean closed;

    /// A function that is listened to, or was a moment ago.
    private static final class Heard {
        final Set<String> topics;
        int listeners;
        long leftNanos;
        boolean followed;

        Heard(Callee callee) {
            topics = Findings.topics(callee);
        }
    }

    /// Those who wait for one result.
    private static final class Waiting {
        final Condition told;
        int waiters;

        Waiting(Condition told) {
            this.told = told;
        }
    }

    /// Returns when the function's topics are followed.
    ///
    /// @param wake called when the reading thread has to look again
    Listening listen(Callee callee, Runnable wake) {
        lock.lock();
        try {
            Heard function = heard.computeIfAbsent(callee, Heard::new);
            function.listeners++;
            var listening = new Ear(function);
            if (!function.followed) {
                changed.signalAll();
                wake.run();
                awaitFollowed(function, listening);
            }
            return listening;
        } finally {
            lock.unlock();
        }
    }

    private void awaitFollowed(Heard function, Listening listening) {
        long left = FOLLOWED_WITHIN.toNanos();
        while (!function.followed && !closed && left > 0) {
            left = awaitNanos(changed, left);
        }
        if (!function.followed) {
            listening.close();
            throw new TimeoutException("the topics of its results are not followed within " + FOLLOWED_WITHIN);
        }
    }

    /// Topics to be followed now. Called by the reading thread, as all below but [Ear].
    Set<String> topics() {
        lock.lock();
        try {
            long now = System.nanoTime();
            heard.values()
                    .removeIf(function -> function.listeners == 0 && now - function.leftNanos > HEARD_ON.toNanos());
            return heard.values().stream()
                    .flatMap(function -> function.topics.stream())
                    .collect(Collectors.toSet());
        } finally {
            lock.unlock();
        }
    }

    /// These topics are followed from now on, and no others.
    void followed(Set<String> topics) {
        lock.lock();
        try {
            heard.values().forEach(function -> function.followed = topics.containsAll(function.topics));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Names of the functions that are heard.
    Set<String> functions() {
        lock.lock();
        try {
            Set<String> names = new HashSet<>();
            heard.keySet().forEach(callee -> names.add(callee.function()));
            return names;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when somebody listens.
    void awaitListeners() {
        lock.lock();
        try {
            while (heard.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Something was read.
    void tell(List<Finding> found) {
        lock.lock();
        try {
            for (Finding finding : found) {
                finding.into(book);
                Waiting forIt = waiting.get(finding.usageId());
                if (forIt != null) {
                    forIt.told.signalAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is told from now on.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            waiting.values().forEach(forOne -> forOne.told.signalAll());
        } finally {
            lock.unlock();
        }
    }

    private static long awaitNanos(Condition condition, long nanos) {
        try {
            return condition.awaitNanos(nanos);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private final class Ear implements Listening {
        private final Heard function;

        Ear(Heard function) {
            this.function = function;
        }

        @Override
        public Optional<Result> await(String usageId, Duration atMost) {
            lock.lock();
            try {
                Waiting forIt = waiting.computeIfAbsent(usageId, _ -> new Waiting(lock.newCondition()));
                forIt.waiters++;
                Optional<Result> result = awaited(usageId, forIt, atMost);
                if (--forIt.waiters == 0) {
                    waiting.remove(usageId);
                }
                return result;
            } finally {
                lock.unlock();
            }
        }

        private Optional<Result> awaited(String usageId, Waiting forIt, Duration atMost) {
            Optional<Result> result = book.result(usageId);
            long left = atMost.toNanos();
            while (result.isEmpty() && !closed && left > 0) {
                left = awaitNanos(forIt.told, left);
                result = book.result(usageId);
            }
            return result;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                function.listeners--;
                function.leftNanos = System.nanoTime();
            } finally {
                lock.unlock();
            }
        }
    }
}
