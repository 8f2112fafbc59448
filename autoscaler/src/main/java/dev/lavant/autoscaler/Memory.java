package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.decide.Cluster;
import dev.lavant.autoscaler.decide.Cluster.Ask;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Share;
import dev.lavant.autoscaler.decide.Spec;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingCode;
import dev.lavant.schemas.TenantCaps;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What functions want of what they share, as of their last looks, and what that leaves to each: the memory for all
/// hosts, divided between tenants by their weights, and the quotas of each tenant, divided between its functions. Hosts
/// for which nothing waits have what nobody wants. Owned by the control loop's thread.
final class Memory {
    private final long mib;
    private final Supplier<Map<String, TenantCaps>> tenants;
    private final Map<String, Want> wants = new HashMap<>();

    /// @param mib for all hosts together
    Memory(long mib) {
        this(mib, Map::of);
    }

    /// @param mib for all hosts together
    /// @param tenants their quotas and weights
    Memory(long mib, Supplier<Map<String, TenantCaps>> tenants) {
        this.mib = mib;
        this.tenants = tenants;
    }

    /// What a function wanted at its last look.
    private record Want(FunctionDeployment function, int hosts, int running) {
        private Ask of(Stock stock) {
            return new Ask(hosts, stock.each(function), running);
        }
    }

    /// The most that a function may have, beside what the others want.
    Share share(FunctionDeployment function) {
        return stocks(function).stream().map(stock -> share(function, stock)).reduce(Share.UNBOUNDED, Share::and);
    }

    private List<Stock> stocks(FunctionDeployment function) {
        return Stock.of(mib, function, Optional.ofNullable(tenants.get().get(function.getTenant())));
    }

    private Share share(FunctionDeployment function, Stock stock) {
        Map<String, Want> all = wants.entrySet().stream()
                .filter(want -> stock.isFor(want.getValue().function()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Optional<Want> last = Optional.ofNullable(all.get(function.getName()));
        int others = all.size() - (last.isPresent() ? 1 : 0);
        int hosts = last.map(want -> beside(function, want, all, stock)).orElseGet(() -> left(function, all, stock));
        return new Share(hosts, stock.code(), stock.reason(function, hosts, others));
    }

    private int beside(FunctionDeployment function, Want last, Map<String, Want> all, Stock stock) {
        var asking = new HashMap<>(all);
        asking.put(function.getName(), new Want(function, function.getMaxHosts(), last.running()));
        return divide(asking, stock).getOrDefault(function.getName(), 0);
    }

    /// One that wakes has this at its first look, and its share from the second on.
    private int left(FunctionDeployment function, Map<String, Want> all, Stock stock) {
        Map<String, Integer> given = divide(all, stock);
        long taken = all.entrySet().stream()
                .mapToLong(want -> (long) given.getOrDefault(want.getKey(), 0)
                        * stock.each(want.getValue().function()))
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, (stock.total() - taken) / stock.each(function));
    }

    private Map<String, Integer> divide(Map<String, Want> all, Stock stock) {
        var byTenant = new TreeMap<String, Map<String, Ask>>();
        all.forEach((name, want) -> byTenant.computeIfAbsent(want.function().getTenant(), _ -> new HashMap<>())
                .put(name, want.of(stock)));
        Map<String, TenantCaps> known = tenants.get();
        return Cluster.divide(
                stock.total(),
                byTenant.entrySet().stream()
                        .map(tenant -> new Cluster.Tenant(
                                Optional.ofNullable(known.get(tenant.getKey()))
                                        .map(TenantCaps::getWeight)
                                        .orElse(1),
                                tenant.getValue()))
                        .toList());
    }

    /// Takes note of what a function wants.
    void looked(FunctionControl.Step step) {
        int wanted = wanted(step);
        if (wanted == 0) {
            wants.remove(step.function().getName());
        } else {
            int running = step.seen().hosts().current();
            wants.put(step.function().getName(), new Want(step.function(), wanted, running));
        }
    }

    /// What it needs, as far as that would be of use, and no less than it has; nothing when nothing waits or
    /// runs, or it may not have any host at all.
    private static int wanted(FunctionControl.Step step) {
        int desired = step.decision().desired();
        if (step.decision().code() == ScalingCode.START_FAILED || !(step.seen().lag() instanceof Lag.Known lag)) {
            return desired;
        }
        if (lag.events() == 0 && step.seen().work().inFlight() == 0) {
            return 0;
        }
        var needs = step.decision().rates().needs();
        int useful = step.spec().sharing() == Spec.Sharing.BY_EVENT
                ? Integer.MAX_VALUE
                : lag.partitions().size();
        int needed = Math.max(needs.rate(), needs.backlog());
        int most = Math.min(step.spec().maxHosts(), step.spec().allowance().hosts());
        return Math.max(desired, Math.min(needed, Math.min(useful, most)));
    }

    /// Forgets those that are no longer deployed.
    void keepOnly(Collection<String> functions) {
        wants.keySet().retainAll(functions);
    }

    /// Whether one more host fits beside all that have not ended, those that finish included.
    boolean fits(FunctionDeployment function, Collection<Host> living) {
        return stocks(function).stream()
                .allMatch(stock -> living.stream()
                                        .map(host -> host.launch().deployment())
                                        .filter(stock::isFor)
                                        .mapToLong(stock::each)
                                        .sum()
                                + stock.each(function)
                        <= stock.total());
    }
}
