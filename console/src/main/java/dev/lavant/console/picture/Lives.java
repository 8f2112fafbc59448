package dev.lavant.console.picture;

import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The hosts of all functions, by what they last said.
final class Lives {
    /// A host says each second that it lives; one that was killed is not counted after this time.
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Map<String, HostHeartbeat> hosts = new HashMap<>();

    void take(HostHeartbeat heartbeat) {
        hosts.put(heartbeat.getHostId(), heartbeat);
    }

    void gone(String hostId) {
        hosts.remove(hostId);
    }

    /// Those that live, by function. Forgets the others.
    Map<String, List<HostHeartbeat>> living(Instant now) {
        hosts.values()
                .removeIf(host -> host.getPhase() == HostPhase.STOPPED
                        || host.getAt().plus(FRESH).isBefore(now));
        var living = new HashMap<String, List<HostHeartbeat>>();
        hosts.values()
                .forEach(host -> living.computeIfAbsent(host.getFunction(), _ -> new ArrayList<>())
                        .add(host));
        return living;
    }

    static FunctionRow.Hosts counted(Collection<HostHeartbeat> hosts) {
        return new FunctionRow.Hosts(
                hosts.size(),
                in(HostPhase.READY, hosts),
                in(HostPhase.STARTING, hosts),
                in(HostPhase.DRAINING, hosts),
                hosts.stream().mapToInt(HostHeartbeat::getInFlight).sum());
    }

    private static int in(HostPhase phase, Collection<HostHeartbeat> hosts) {
        return (int) hosts.stream().filter(host -> host.getPhase() == phase).count();
    }
}
