package dev.lavant.simulator.policy;

/// KEDA's scaler `apache-kafka` and the Horizontal Pod Autoscaler behind it.
///
/// KEDA wakes and puts to rest at its polls; between, the HPA takes `min(lag, partitions × threshold)` every 15
/// s as a metric of type AverageValue: within a tenth of `threshold × hosts` it keeps them, else it wants
/// `ceil(metric / threshold)`, at most 4 more or twice as many, and never fewer than it wanted within the
/// down-window.
public final class Keda implements Policy {
    private static final double SYNC = 15;
    private static final double TOLERANCE = 0.1;
    private static final int MORE = 4;

    private final int most;
    private final double threshold;
    private final double poll;
    private final double cooldown;
    private final Recent wanted;
    private double polledAt = Double.NEGATIVE_INFINITY;
    private double syncedAt = Double.NEGATIVE_INFINITY;
    private double activeAt = Double.NEGATIVE_INFINITY;

    private Keda(int most, double threshold, double poll, double cooldown) {
        this.most = most;
        this.threshold = threshold;
        this.poll = poll;
        this.cooldown = cooldown;
        this.wanted = new Recent(cooldown); // the HPA's down-window is as long, by default and when tuned
    }

    /// lagThreshold 10, pollingInterval 30 s, cooldownPeriod 300 s, stabilisation 300 s.
    static Keda unset(int most) {
        return new Keda(most, 10, 30, 300);
    }

    /// lagThreshold 100, pollingInterval 5 s, cooldownPeriod 60 s, stabilisation 60 s.
    static Keda tuned(int most) {
        return new Keda(most, 100, 5, 60);
    }

    @Override
    public double every() {
        return 5;
    }

    @Override
    public boolean rings() {
        return false;
    }

    @Override
    public int hosts(Sight seen) {
        int hosts = seen.current();
        long lag = seen.lag();
        if (seen.now() - polledAt >= poll) {
            polledAt = seen.now();
            activeAt = lag > 0 ? seen.now() : activeAt;
            if (hosts == 0) {
                return lag > 0 ? 1 : 0;
            }
            if (seen.now() - activeAt >= cooldown) {
                return 0;
            }
        }
        return hosts == 0 ? 0 : synced(seen, lag);
    }

    private int synced(Sight seen, long lag) {
        int hosts = seen.current();
        if (seen.now() - syncedAt < SYNC) {
            return hosts;
        }
        syncedAt = seen.now();
        double metric = Math.min(lag, seen.partitions() * threshold);
        boolean near = Math.abs(1 - metric / (threshold * hosts)) <= TOLERANCE;
        int want = near ? hosts : Math.clamp((long) Math.ceil(metric / threshold), 1, most);
        int kept = (int) wanted.add(seen.now(), want).greatest();
        return want > hosts ? Math.min(want, Math.max(hosts + MORE, 2 * hosts)) : Math.min(hosts, kept);
    }
}
