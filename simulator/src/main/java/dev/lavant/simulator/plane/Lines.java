package dev.lavant.simulator.plane;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What waits in each partition, and who may take it.
final class Lines {
    private static final int NOTHING = -1;

    private final Dealt dealt;
    private final Line[] lines;
    private final double[] pausedUntil;
    private final Assignment assignment;

    /// How partitions go to hosts.
    enum Dealt {
        /// Each is read by one host.
        OWNED,
        /// All are one line that every host takes from.
        SHARED
    }

    Lines(int partitions, Dealt dealt) {
        this.dealt = dealt;
        this.lines = new Line[partitions];
        Arrays.setAll(lines, _ -> new Line());
        this.pausedUntil = new double[partitions];
        this.assignment = new Assignment(partitions);
    }

    void add(int partition, int event) {
        lines[dealt == Dealt.SHARED ? 0 : partition].add(event);
    }

    /// Who takes what has come into a partition, when somebody can now.
    Optional<Host> reader(int partition, Fleet fleet, int slots) {
        if (dealt == Dealt.SHARED) {
            return fleet.free(slots).stream().findFirst();
        }
        int owner = assignment.owner(partition);
        return owner < 0 || pausedUntil[partition] > 0 ? Optional.empty() : Optional.of(fleet.host(owner));
    }

    int owner(int partition) {
        return assignment.owner(partition);
    }

    void deal(List<Host> ready, Assignment.Moved moved) {
        if (dealt == Dealt.OWNED) {
            assignment.deal(ready, moved);
        }
    }

    void pause(int partition, double until) {
        pausedUntil[partition] = until;
    }

    /// Ends a pause, unless a later one has begun.
    void resume(int partition, double now) {
        if (pausedUntil[partition] <= now) {
            pausedUntil[partition] = 0;
        }
    }

    /// The next event for a host, or -1.
    int next(Host host) {
        if (dealt == Dealt.SHARED) {
            return lines[0].isEmpty() ? NOTHING : lines[0].take();
        }
        for (int i = host.partitions.size(); i > 0; i--) {
            int partition = host.nextPartition();
            if (pausedUntil[partition] == 0 && !lines[partition].isEmpty()) {
                return lines[partition].take();
            }
        }
        return NOTHING;
    }
}
