package dev.lavant.simulator.policy;

import dev.lavant.simulator.model.Model;

/// Google's Kafka scaler for Cloud Run, on lag alone.
///
/// Every 5 s, and only while as many hosts are ready as were asked for, it wants `ceil(max(hosts, 1) × lag /
/// 100)`; a lag within a tenth of 100 changes nothing, and none wants none. It never goes below what it wanted
/// within 300 s.
public final class Google implements Policy {
    private static final double CYCLE = 5;
    private static final double TARGET = 100;
    private static final double TOLERANCE = 0.1;
    private static final double DOWN_WINDOW = 300;

    private final int most;
    private final Recent wanted = new Recent(DOWN_WINDOW);

    /// One that remembers nothing yet.
    public Google(Model model) {
        most = model.usefulHosts();
    }

    @Override
    public double every() {
        return CYCLE;
    }

    @Override
    public boolean rings() {
        return false;
    }

    @Override
    public int hosts(Sight seen) {
        int hosts = seen.current();
        if (seen.starting() > 0) {
            return hosts;
        }
        int want = Math.min(most, wanted(hosts, seen.lag()));
        int kept = (int) wanted.add(seen.now(), want).greatest();
        return want > hosts ? want : Math.min(hosts, kept);
    }

    private static int wanted(int hosts, long lag) {
        double share = lag / TARGET;
        if (lag > 0 && Math.abs(1 - share) <= TOLERANCE) {
            return hosts;
        }
        return (int) Math.ceil(Math.max(hosts, 1) * share);
    }
}
