package dev.lavant.console.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The newest of what came, at most so many.
final class Newest<T> {
    private final int most;
    private final Deque<T> kept = new ArrayDeque<>();

    Newest(int most) {
        this.most = most;
    }

    void add(T one) {
        kept.addFirst(one);
        if (kept.size() > most) {
            kept.removeLast();
        }
    }

    void removeIf(Predicate<T> unwanted) {
        kept.removeIf(unwanted);
    }

    void replaceAll(UnaryOperator<T> change) {
        var all = List.copyOf(kept);
        kept.clear();
        all.forEach(one -> kept.addLast(change.apply(one)));
    }

    /// Newest first.
    List<T> list() {
        return List.copyOf(kept);
    }

    void clear() {
        kept.clear();
    }
}
