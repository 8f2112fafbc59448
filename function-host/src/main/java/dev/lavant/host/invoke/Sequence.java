package dev.lavant.host.invoke;

import dev.lavant.host.invoke.Attempts.Attempt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Attempts that one thread makes one after the other. Whoever asks first gets the next: the thread that makes it, or
/// one that takes back what has not begun.
///
/// Thread-safe.
final class Sequence<E> {
    private final List<Attempt<E>> attempts;
    private final AtomicInteger begun = new AtomicInteger();

    /// @param attempts not changed any more
    Sequence(List<Attempt<E>> attempts) {
        this.attempts = attempts;
    }

    /// What [#next] would give; empty when nothing is left. For the thread that makes the attempts.
    Optional<Attempt<E>> first() {
        return at(begun.get());
    }

    /// The next attempt, which begins now; empty when none is left. For the thread that makes them.
    Optional<Attempt<E>> next() {
        return at(begun.getAndIncrement());
    }

    private Optional<Attempt<E>> at(int index) {
        return index < attempts.size() ? Optional.of(attempts.get(index)) : Optional.empty();
    }

    /// What has not begun, and now never will. For any thread.
    List<E> rest() {
        int from = Math.min(begun.getAndSet(attempts.size()), attempts.size());
        return attempts.subList(from, attempts.size()).stream()
                .map(Attempt::event)
                .toList();
    }
}
