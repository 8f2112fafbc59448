package dev.lavant.autoscaler.decide;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Divides a cluster's memory between tenants, and what each has between its functions, when not all can have what they
/// need. Pure.
///
/// Max-min fair in memory, by whole hosts: the next host goes to the tenant that has the least for its weight, and
/// there to the function that has the least, of those that want one more that still fits. So nobody gets a second host
/// before everybody has had a first, whoever wants little gets all of it, and nothing stays free that somebody could
/// use.
///
///     1,024 MiB; a wants 6 hosts of 128, b wants 2 of 256, c wants 1 of 128: a 3, b 2, c 1
///     the same, when a is of a tenant of weight 3 and b and c are of one of weight 1: a 6, b 1, c 0
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

    /// What a tenant's functions want.
    ///
    /// @param weight one of weight 2 gets twice as much as one of weight 1
    /// @param asks by function
    public record Tenant(int weight, Map<String, Ask> asks) {}

    /// Most hosts of each function of one tenant, by its name.
    ///
    /// @param memoryMib of all hosts together
    /// @param asks by function; their order does not matter
    public static Map<String, Integer> divide(long memoryMib, Map<String, Ask> asks) {
        return divide(memoryMib, List.of(new Tenant(1, asks)));
    }

    /// Most hosts of each function, by its name.
    ///
    /// @param memoryMib of all hosts together
    /// @param tenants no two have a function of one name; their order does not matter
    public static Map<String, Integer> divide(long memoryMib, Collection<Tenant> tenants) {
        var hosts = new HashMap<String, Integer>();
        var parties = new PriorityQueue<Party>();
        for (Tenant tenant : tenants) {
            tenant.asks().keySet().forEach(function -> hosts.put(function, 0));
            var party = new Party(tenant);
            if (party.wants(memoryMib)) {
                parties.add(party);
            }
        }
        long left = memoryMib;
        while (!parties.isEmpty()) {
            Party next = parties.remove();
            if (next.wants(left)) {
                left -= next.give(hosts);
                parties.add(next);
            }
        }
        return hosts;
    }

    /// A tenant and what it has so far.
    private static final class Party implements Comparable<Party> {
        private final int weight;
        private final PriorityQueue<Given> wanting = new PriorityQueue<>(LEAST_FIRST);
        private long mib;

        Party(Tenant tenant) {
            this.weight = tenant.weight();
            tenant.asks().forEach((function, ask) -> wanting.add(new Given(function, ask)));
        }

        /// Whether a function of it wants a host that fits. One whose host does not will never have room again.
        boolean wants(long left) {
            while (!wanting.isEmpty() && !wanting.element().wants(left)) {
                wanting.remove();
            }
            return !wanting.isEmpty();
        }

        /// Gives the next host.
        ///
        /// @return its memory
        long give(Map<String, Integer> hosts) {
            Given next = wanting.remove();
            hosts.put(next.function, ++next.hosts);
            mib += next.ask.memoryMib();
            wanting.add(next);
            return next.ask.memoryMib();
        }

        /// Who has the least for its weight; of two the one whose next function has.
        @Override
        public int compareTo(Party other) {
            int byShare = Long.compare(mib * other.weight, other.mib * weight);
            return byShare != 0 || wanting.isEmpty() || other.wanting.isEmpty()
                    ? byShare
                    : LEAST_FIRST.compare(wanting.element(), other.wanting.element());
        }
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

        boolean wants(long left) {
            return hosts < ask.hosts() && ask.memoryMib() <= left;
        }

        long memoryMib() {
            return (long) hosts * ask.memoryMib();
        }
    }
}
