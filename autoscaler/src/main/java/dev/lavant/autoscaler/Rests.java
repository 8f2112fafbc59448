package dev.lavant.autoscaler;

import dev.lavant.autoscaler.decide.Decision;
import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.Bells;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.ScalingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/// Functions that need no look at every tick: they have no host and want none until something happens.
///
/// One that waits for an event rests until the doorbell rings for one of its partitions, one that is paused until it is
/// resumed; both also until they are deployed anew, a host of theirs ends, a host is to start before the next event, or
/// a minute is over, so that no lost signal lasts. So a thousand dormant functions cost next to nothing. Owned by the
/// control loop's thread.
final class Rests {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int OVER_AT_ONCE = 20;

    private final Map<String, Rest> rests = new HashMap<>();
    private final Set<TopicPartition> changed = new HashSet<>();

    /// @param deployment as it was when the rest began
    /// @param ends where its next event will be, in each partition
    private record Rest(FunctionDeployment deployment, Instant until, Map<TopicPartition, Long> ends) {}

    /// Those that are to be looked at: whoever does not rest, and some of those whose time is over. Those that
    /// began to rest together are not looked at together: one that is woken would wait for all of them.
    List<FunctionDeployment> due(Collection<FunctionDeployment> deployed, Instant now) {
        var due = new ArrayList<FunctionDeployment>();
        int over = 0;
        for (FunctionDeployment function : deployed) {
            Rest rest = rests.get(function.getName());
            if (rest == null || !rest.deployment().equals(function)) {
                due.add(function);
            } else if (over < OVER_AT_ONCE && !now.isBefore(rest.until())) {
                due.add(function);
                over++;
            }
        }
        return due;
    }

    /// Takes note of a look.
    void looked(FunctionControl.Step step) {
        String function = step.function().getName();
        if (!mayRest(step)) {
            wake(function);
            return;
        }
        var rest = new Rest(step.function(), step.seen().at().plus(length(step)), ends(step));
        Rest before = rests.get(function);
        if (before == null || !before.ends().equals(rest.ends())) {
            wake(function);
            changed.addAll(rest.ends().keySet());
        }
        rests.put(function, rest);
    }

    private static Duration length(FunctionControl.Step step) {
        Decision.Rates rates = step.decision().rates();
        Duration untilPrewarm = Duration.ofMillis(rates.stay().fromMillis() - rates.idleMillis());
        return untilPrewarm.isPositive() && untilPrewarm.compareTo(LONGEST) < 0 ? untilPrewarm : LONGEST;
    }

    private static boolean mayRest(FunctionControl.Step step) {
        var hosts = step.seen().hosts();
        boolean none = hosts.current() + hosts.older() + hosts.draining() == 0;
        boolean paused = step.decision().code() == ScalingCode.PAUSED;
        boolean nothingWaits = step.seen().lag() instanceof Lag.Known lag && lag.events() == 0;
        return none && (paused || (nothingWaits && step.decision().desired() == 0));
    }

    private static Map<TopicPartition, Long> ends(FunctionControl.Step step) {
        var ends = new HashMap<TopicPartition, Long>();
        if (step.decision().code() != ScalingCode.PAUSED && step.seen().lag() instanceof Lag.Known lag) {
            lag.partitions()
                    .forEach(partition ->
                            ends.put(new TopicPartition(partition.topic(), partition.partition()), partition.end()));
        }
        return ends;
    }

    /// A function is to be looked at again.
    void wake(String function) {
        Rest over = rests.remove(function);
        if (over != null) {
            changed.addAll(over.ends().keySet());
        }
    }

    /// Something has arrived in these partitions.
    void rung(Set<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            wakeAll(rest -> rest.getValue().ends().keySet().stream().anyMatch(partitions::contains));
        }
    }

    /// Forgets those that are no longer deployed.
    void keepOnly(Set<String> functions) {
        wakeAll(rest -> !functions.contains(rest.getKey()));
    }

    private void wakeAll(Predicate<Map.Entry<String, Rest>> which) {
        rests.entrySet().stream().filter(which).map(Map.Entry::getKey).toList().forEach(this::wake);
    }

    /// What has changed since the last call in what the doorbell is to listen to: the partitions of all that rest and
    /// from where, of several the first.
    Bells bells() {
        if (changed.isEmpty()) {
            return Bells.UNCHANGED;
        }
        var from = new HashMap<TopicPartition, Long>();
        rests.values()
                .forEach(rest -> rest.ends().forEach((door, end) -> {
                    if (changed.contains(door)) {
                        from.merge(door, end, Math::min);
                    }
                }));
        changed.removeAll(from.keySet());
        var bells = new Bells(from, Set.copyOf(changed));
        changed.clear();
        return bells;
    }
}
