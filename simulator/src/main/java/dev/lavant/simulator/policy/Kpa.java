package dev.lavant.simulator.policy;

import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;

/// Knative's pod autoscaler. What waits and what runs is its concurrency.
///
/// It wants `ceil(mean over 60 s / target)`, with a target of 70 % of a host's slots, at most halving in 2 s.
/// When the mean over 6 s wants twice what is ready it panics: it takes that, and nothing less than the most it
/// wanted, until 60 s after the last excess. Nothing for 60 s and 30 s more of grace is zero. The activator
/// wakes it at once.
public final class Kpa implements Policy {
    private static final double TICK = 2;
    private static final double STABLE = 60;
    private static final double PANIC = 6;
    private static final double GRACE = 30;
    private static final double SHARE = 0.7;
    private static final double EXCESS = 2;

    private final double target;
    private final int most;
    private final Recent stable = new Recent(STABLE);
    private final Recent panic = new Recent(PANIC);
    private double decidedAt = Double.NEGATIVE_INFINITY;
    private double panicAt = Double.NEGATIVE_INFINITY;
    private double idleAt = Double.POSITIVE_INFINITY;
    private int panicHosts;

    /// One that remembers nothing yet.
    public Kpa(Model model) {
        target = SHARE * model.count(Setting.CONCURRENCY);
        most = model.usefulHosts();
    }

    @Override
    public double every() {
        return 1;
    }

    @Override
    public boolean rings() {
        return true;
    }

    @Override
    public int hosts(Sight seen) {
        double concurrency = seen.lag();
        double lately = stable.add(seen.now(), concurrency).mean();
        double now = panic.add(seen.now(), concurrency).mean();
        if (seen.current() > 0 && seen.now() - decidedAt < TICK) {
            return seen.current();
        }
        decidedAt = seen.now();
        int want = Math.min(most, wanted(seen, lately, now));
        if (want > 0) {
            idleAt = Double.POSITIVE_INFINITY;
            return want;
        }
        idleAt = Math.min(idleAt, seen.now());
        return seen.now() - idleAt >= GRACE ? 0 : Math.min(1, seen.current());
    }

    private int wanted(Sight seen, double lately, double now) {
        int ready = Math.max(1, seen.ready());
        int half = seen.ready() / 2;
        int stableHosts = Math.max(half, (int) Math.ceil(lately / target));
        int wantedNow = (int) Math.ceil(now / target);
        if ((double) wantedNow / ready >= EXCESS) {
            panicAt = seen.now();
        }
        if (seen.now() - panicAt >= STABLE) {
            panicHosts = 0;
            return stableHosts;
        }
        panicHosts = Math.max(panicHosts, Math.max(half, wantedNow));
        return Math.max(panicHosts, Math.min(most, seen.ready()));
    }
}
