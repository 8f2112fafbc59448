package dev.lavant.autoscaler.decide;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/// Divides a cluster's memory between functions when not all can have what they need. Pure.
///
/// Max-min fair in memory, by whole hosts: the next host goes to whoever has the least, of those that want one more
/// that still fits. So nobody gets a second host before everybody has had a first, whoever wants little gets all of it,
/// and nothing stays free that somebody could use.
///
///     1,024 MiB; a wants 6 hosts of 128, b wants 2 of 256, c wants 1 of 128: a 3, b 2, c 1
///
/// Source: Bertsekas and Gallager, Data Networks, section 6.5.2 (max-min flow control).
public final class Cluster {
    private static final Comparator<Given> LEAST_FIRST = Comparator.comparingLong(Given::memoryMib)
            .thenComparing(given -> -given.ask.running())
            .thenComparing(given -> given.function);

    private Cluster() {}

    /// What a function wants.
    ///
    /// @param hosts at least 0
    /// @param memoryMib of one host, at least 1
    /// @param running hosts that it has: of several that could get the last place, those that run keep theirs
    public record Ask(int hosts, int memoryMib, int running) {}

    /// Most hosts of each function, by its name.
    ///
    /// @param memoryMib of all hosts together
    /// @param asks by function; their order does not matter
    public static Map<String, Integer> divide(long memoryMib, Map<String, Ask> asks) {
        List<Given> all = asks.entrySet().stream()
                .map(ask -> new Given(ask.getKey(), ask.getValue()))
                .toList();
        var wanting = new PriorityQueue<>(LEAST_FIRST);
        wanting.addAll(all);
        long left = memoryMib;
        while (!wanting.isEmpty()) {
            Given next = wanting.remove();
            if (next.hosts < next.ask.hosts() && next.ask.memoryMib() <= left) {
                left -= next.oneMore();
                wanting.add(next);
            }
        }
        return all.stream().collect(Collectors.toMap(given -> given.function, given -> given.hosts));
    }

    /// What a function has so far.
    private static final class Given {
        private final String function;
        private final Ask ask;
        private int hosts;

        Given(String function, Ask ask) {
            this.function = function;
            this.ask = ask;
        }

        long memoryMib() {
            return (long) hosts * ask.memoryMib();
        }

        long oneMore() {
            hosts++;
            return ask.memoryMib();
        }
    }
}
