package dev.lavant.simulator.plane;

/// How far each partition was written, handled and committed.
final class Offsets {
    private final double commit;
    private final long[] ends;
    private final long[] done;
    private final long[] committed;
    private double next;

    Offsets(int partitions, double commit) {
        this.commit = commit;
        ends = new long[partitions];
        done = new long[partitions];
        committed = new long[partitions];
    }

    int partitions() {
        return ends.length;
    }

    void appended(int partition) {
        ends[partition]++;
    }

    void done(int partition) {
        done[partition]++;
    }

    /// Commits what was done when a commit was last due.
    void settle(double now) {
        if (now >= next) {
            System.arraycopy(done, 0, committed, 0, done.length);
            next = committedAt(Math.nextUp(now));
        }
    }

    /// When what is done now will be committed.
    double committedAt(double now) {
        return commit == 0 ? now : Math.ceil(now / commit) * commit;
    }

    long end(int partition) {
        return ends[partition];
    }

    long committed(int partition) {
        return committed[partition];
    }
}
