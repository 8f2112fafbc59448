package dev.lavant.simulator.load;

import java.util.Arrays;

/// When events arrive, and for which key. Does not change.
public final class Workload {
    /// A key whose events all go into the first partition.
    static final int HOT = -1;

    private final String name;
    private final double seconds;
    private final double[] at;
    private final int[] keys;

    Workload(String name, double seconds, double[] at, int[] keys) {
        this.name = name;
        this.seconds = seconds;
        this.at = at;
        this.keys = keys;
    }

    /// What it is called in a table.
    public String name() {
        return name;
    }

    /// How long it lasts, in seconds.
    public double seconds() {
        return seconds;
    }

    /// How many events arrive.
    public int events() {
        return at.length;
    }

    /// When an event arrives, in seconds from the beginning; grows with the event.
    public double at(int event) {
        return at[event];
    }

    /// The partition of an event.
    public int partition(int event, int partitions) {
        return keys[event] == HOT ? 0 : keys[event] % partitions;
    }

    /// In a time that is so many times as short: each phase is.
    ///
    /// @param oneOf of so many events one is left; the factor itself leaves as many events a second
    public Workload compressed(int factor, int oneOf) {
        int events = at.length / oneOf;
        var sooner = new double[events];
        var fewer = new int[events];
        for (int event = 0; event < events; event++) {
            sooner[event] = at[event * oneOf] / factor;
            fewer[event] = keys[event * oneOf];
        }
        return new Workload(name, seconds / factor, sooner, fewer);
    }

    /// The same, and then nothing for a while.
    public Workload thenQuiet(double more) {
        return new Workload(name, seconds + more, at, keys);
    }

    /// The same up to a time; for a quick look.
    public Workload first(double until) {
        int events = (int) Arrays.stream(at).filter(time -> time < until).count();
        return new Workload(name, Math.min(seconds, until), Arrays.copyOf(at, events), Arrays.copyOf(keys, events));
    }
}
