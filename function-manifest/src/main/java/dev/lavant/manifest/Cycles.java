package dev.lavant.manifest;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds functions that hand events round in a circle: one event may then start them for ever, unless a filter or the
/// code breaks it. Pure.
public final class Cycles {
    private Cycles() {}

    /// A function as far as cycles go.
    public record Link(String function, Set<String> reads, Set<String> writes) {

        /// Of a function with these settings.
        public static Link of(String function, Settings settings) {
            return new Link(
                    function, Set.copyOf(settings.list(Setting.TOPICS)), Set.copyOf(settings.list(Setting.OUTPUTS)));
        }

        private boolean feeds(Link other) {
            return writes.stream().anyMatch(other.reads::contains);
        }
    }

    /// The shortest circle that a function is part of, itself first; empty when it is part of none. A function that
    /// reads what it writes is a fault of its own and not told here.
    public static Optional<List<String>> through(Link start, Collection<Link> all) {
        var seen = new HashSet<String>();
        Deque<List<Link>> paths = new ArrayDeque<>(List.of(List.of(start)));
        while (!paths.isEmpty()) {
            List<Link> path = paths.remove();
            if (path.size() > 1 && path.getLast().feeds(start)) {
                return Optional.of(path.stream().map(Link::function).toList());
            }
            all.stream()
                    .filter(next -> !next.function().equals(start.function()))
                    .filter(next -> path.getLast().feeds(next) && seen.add(next.function()))
                    .forEach(next -> paths.add(
                            Stream.concat(path.stream(), Stream.of(next)).toList()));
        }
        return Optional.empty();
    }

    /// What is wrong with a circle, as one sentence.
    public static String message(List<String> circle) {
        return "functions " + circle.stream().collect(Collectors.joining(" → ")) + " → " + circle.getFirst()
                + " hand events round in a circle, so that one event may start them for ever: break it with a filter, or"
                + " write to another topic";
    }
}
