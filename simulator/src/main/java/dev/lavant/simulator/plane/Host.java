package dev.lavant.simulator.plane;

import java.util.ArrayList;
import java.util.List;

/// A host process: how far it is in its life, what it works on and what it owns.
final class Host {
    /// A host's life.
    enum Phase {
        STARTING,
        READY,
        DRAINING,
        GONE
    }

    final int id;
    final double launchedAt;
    final List<Integer> partitions = new ArrayList<>();
    Phase phase = Phase.STARTING;
    int busy;
    private int turn;

    Host(int id, double launchedAt) {
        this.id = id;
        this.launchedAt = launchedAt;
    }

    boolean ready() {
        return phase == Phase.READY;
    }

    /// The partition whose turn it is: each in turn, so that none starves.
    int nextPartition() {
        turn = (turn + 1) % partitions.size();
        return partitions.get(turn);
    }
}
