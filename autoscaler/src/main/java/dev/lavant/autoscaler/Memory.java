package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.Host;
import dev.lavant.autoscaler.decide.Cluster;
import dev.lavant.autoscaler.decide.Cluster.Ask;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.decide.Share;
import dev.lavant.autoscaler.decide.Spec;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What functions want of the memory for all hosts, as of their last looks, and what that leaves to each. Hosts for
/// which
/// nothing waits have what nobody wants. Owned by the control loop's thread.
final class Memory {
    private final long mib;
    private final Map<String, Ask> asks = new HashMap<>();

    /// @param mib for all hosts together
    Memory(long mib) {
        this.mib = mib;
    }

    /// The most that a function may have, beside what the others want.
    Share share(FunctionDeployment function) {
        if (mib == AutoscalerConfig.UNBOUNDED) {
            return Share.UNBOUNDED;
        }
        String name = function.getName();
        Optional<Ask> last = Optional.ofNullable(asks.get(name));
        int others = asks.size() - (last.isPresent() ? 1 : 0);
        int hosts = last.map(ask -> beside(function, ask)).orElseGet(() -> left(function));
        return new Share(
                hosts,
                "%d of %d MiB each are its share of %,d MiB, which %d other %s"
                        .formatted(
                                hosts,
                                function.getMemoryMib(),
                                mib,
                                others,
                                others == 1 ? "function wants" : "functions want"));
    }

    private int beside(FunctionDeployment function, Ask last) {
        var all = new HashMap<>(asks);
        all.put(function.getName(), new Ask(function.getMaxHosts(), function.getMemoryMib(), last.running()));
        return Cluster.divide(mib, all).getOrDefault(function.getName(), 0);
    }

    /// One that wakes has this at its first look, and its share from the second on.
    private int left(FunctionDeployment function) {
        Map<String, Integer> given = Cluster.divide(mib, asks);
        long taken = asks.entrySet().stream()
                .mapToLong(ask -> (long) given.getOrDefault(ask.getKey(), 0)
                        * ask.getValue().memoryMib())
                .sum();
        return Math.toIntExact((mib - taken) / function.getMemoryMib());
    }

    /// Takes note of what a function wants.
    void looked(FunctionControl.Step step) {
        int wanted = wanted(step);
        if (wanted == 0) {
            asks.remove(step.function().getName());
        } else {
            int running = step.seen().hosts().current();
            asks.put(step.function().getName(), new Ask(wanted, step.function().getMemoryMib(), running));
        }
    }

    /// What it needs, as far as that would be of use, and no less than it has; nothing when nothing waits or runs.
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
        return Math.max(desired, Math.min(needed, Math.min(useful, step.spec().maxHosts())));
    }

    /// Forgets those that are no longer deployed.
    void keepOnly(Collection<String> functions) {
        asks.keySet().retainAll(functions);
    }

    /// Whether one more host fits beside all that have not ended, those that finish included.
    boolean fits(FunctionDeployment function, Collection<Host> living) {
        long taken = living.stream()
                .mapToLong(host -> host.launch().deployment().getMemoryMib())
                .sum();
        return taken + function.getMemoryMib() <= mib;
    }
}
