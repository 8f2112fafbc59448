package dev.lavant.simulator.plane;

import dev.lavant.simulator.plane.Host.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The hosts there are, and what those that were have cost.
final class Fleet {
    private final List<Host> all = new ArrayList<>();
    private final List<Host> living = new ArrayList<>();
    private double ended;

    Host launch(double now) {
        var host = new Host(all.size(), now);
        all.add(host);
        living.add(host);
        return host;
    }

    Host host(int id) {
        return all.get(id);
    }

    void gone(Host host, double now) {
        host.phase = Phase.GONE;
        living.remove(host);
        ended += now - host.launchedAt;
    }

    List<Host> in(Phase phase) {
        return living.stream().filter(host -> host.phase == phase).toList();
    }

    int count(Phase phase) {
        int count = 0;
        for (Host host : living) {
            count += host.phase == phase ? 1 : 0;
        }
        return count;
    }

    int busy() {
        int busy = 0;
        for (Host host : living) {
            busy += host.busy;
        }
        return busy;
    }

    /// Who should go: the starting first, then the least loaded, then the youngest.
    List<Host> victims(int number) {
        return living.stream()
                .filter(host -> host.phase == Phase.STARTING || host.phase == Phase.READY)
                .sorted(Comparator.comparing((Host host) -> host.phase)
                        .thenComparingInt(host -> host.busy)
                        .thenComparing(host -> -host.launchedAt))
                .limit(number)
                .toList();
    }

    /// The ready hosts with a free slot, the least loaded first.
    List<Host> free(int slots) {
        return living.stream()
                .filter(host -> host.ready() && host.busy < slots)
                .sorted(Comparator.comparingInt(host -> host.busy))
                .toList();
    }

    /// From each launch to its end, in seconds.
    double seconds(double now) {
        return ended
                + living.stream().mapToDouble(host -> now - host.launchedAt).sum();
    }
}
