package dev.lavant.autoscaler.decide;

import java.util.List;

/// How long hosts stay when nothing waits, and whether one starts before the next event: whatever costs least,
/// were the next lull like one of the last ones. A cold start has a price in host-seconds.
///
/// Of a lull of *g* seconds, keeping hosts for *K* costs `g`, or `K + price` when it is longer. Letting them go
/// after the shortest stay and starting one for the window `[a, b)` costs `start + g − a`, or the price when
/// *g* is before *a*, or `start + b − a + price` when it is after *b*. A window is only thought of when a cold
/// start misses the target.
///
/// With fewer than eight lulls *K* is the price itself (ski rental: never more than twice the optimum).
///
/// @param keep seconds that hosts stay; never more than is configured
/// @param from a host is started so many seconds after the last event, when none is there
/// @param until and let go so many seconds after it
record Idle(double keep, double from, double until) {
    /// A start costs at least so much beside its time, in host-seconds: it is work for the machine too.
    private static final double SOON_ENOUGH = 5;

    /// What a late event may cost, in host-seconds.
    private static final double LATE_PRICE = 60;

    private static final double SHORTEST = 2;
    private static final int ENOUGH = 8;
    private static final double[] EARLY = {0, 0.05, 0.25};
    private static final double[] LATEST = {0.9, 1};

    /// @param lulls in seconds, sorted
    static Idle of(Pace pace, List<Double> lulls, double most) {
        double price = pace.start() + (pace.coldStartInTime() ? SOON_ENOUGH : LATE_PRICE);
        double shortest = Math.min(SHORTEST, most);
        if (lulls.size() < ENOUGH) {
            return new Idle(Math.clamp(price, shortest, most), 0, 0);
        }
        Priced best = keeping(lulls, price, shortest, most);
        Priced least = pace.coldStartInTime() ? best : starting(lulls, pace.start(), price, most, best);
        return least.idle();
    }

    private record Priced(Idle idle, double cost) {
        private Priced orElse(Priced other) {
            return other.cost() < cost ? other : this;
        }
    }

    private static Priced keeping(List<Double> lulls, double price, double shortest, double most) {
        Priced best = priced(lulls, price, shortest);
        for (double lull : lulls) {
            double keep = lull + 1;
            if (keep > shortest && keep <= most) {
                best = best.orElse(priced(lulls, price, keep));
            }
        }
        return best;
    }

    private static Priced priced(List<Double> lulls, double price, double keep) {
        double cost = 0;
        for (double lull : lulls) {
            cost += lull <= keep ? lull : keep + price;
        }
        return new Priced(new Idle(keep, 0, 0), cost);
    }

    private static Priced starting(List<Double> lulls, double start, double price, double most, Priced keeping) {
        double shortest = Math.min(SHORTEST, most);
        Priced best = keeping;
        for (double early : EARLY) {
            double from = Math.max(shortest, quantile(lulls, early) * 0.98 - start - 1);
            for (double late : LATEST) {
                double until = quantile(lulls, late) * 1.02 + 1;
                boolean allowed = until - from <= most;
                best = allowed ? best.orElse(window(lulls, price, new Idle(shortest, from, until))) : best;
            }
        }
        return best;
    }

    private static Priced window(List<Double> lulls, double price, Idle idle) {
        double cost = 0;
        for (double lull : lulls) {
            cost += idle.cost(lull, price);
        }
        return new Priced(idle, cost);
    }

    private double cost(double lull, double price) {
        if (lull < from) {
            return Math.min(lull, keep) + (lull > keep ? price : 0);
        }
        return keep + (lull <= until ? lull - from : until - from + price);
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    /// Whether a host is to be there for what may come, so many seconds after the last event.
    boolean expects(double idleSeconds) {
        return idleSeconds >= from && idleSeconds < until;
    }
}
