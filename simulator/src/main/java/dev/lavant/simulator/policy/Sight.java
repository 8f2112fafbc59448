package dev.lavant.simulator.policy;

/// What a rule may see of a function: what Kafka and its hosts tell, and nothing of what will come.
public interface Sight {
    /// Seconds since the beginning.
    double now();

    /// Partitions of its topic.
    int partitions();

    /// Events appended to a partition.
    long end(int partition);

    /// Events of a partition that were committed.
    long committed(int partition);

    /// Hosts that take events.
    int ready();

    /// Hosts that were launched and take none yet.
    int starting();

    /// Hosts that finish what they have and end.
    int draining();

    /// Events that are being handled.
    int inFlight();

    /// Events handled so far.
    long handled();

    /// Time it took to handle these, in seconds.
    double busySeconds();

    /// Events appended and not committed.
    default long lag() {
        long lag = 0;
        for (int p = 0; p < partitions(); p++) {
            lag += end(p) - committed(p);
        }
        return lag;
    }

    /// Hosts that work or soon will.
    default int current() {
        return ready() + starting();
    }
}
