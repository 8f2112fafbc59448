package dev.lavant.autoscaler.decide;

/// Hosts that carry what arrives. It depends on nothing that the number of hosts changes, so it cannot swing.
///
/// With *u* from [Pace#busy]: hosts are added when *u + 0.10* of them would not do, and then sized for *u*;
/// they are given up when *u + 0.05* needs fewer. Between the two nothing changes, so that a load on a boundary
/// does not flap.
///
/// Where dealing partitions by count would double the hosts for these few percent, they are not added before
/// all would be busier than *u + 0.10*.
///
/// An ordered function's partitions are dealt by count, and a host carries whole ones: `k = ⌊P·μ·u/λ⌋` a host,
/// `N = ⌈P/k⌉`. Example: 100/s in 12 partitions, a host does 40/s and may be 0.85 busy: k = 4, N = 3.
///
/// @param enough for the load when hosts are given up
/// @param wanted for the load when hosts are added
/// @param trigger with fewer than these, hosts are added
record Steady(int enough, int wanted, int trigger) {
    private static final double UP = 0.10;
    private static final double MOST_UP = 0.95;
    private static final double DOWN = 0.05;
    private static final double MOST_DOWN = 0.92;

    static Steady of(Spec spec, Pace pace, int partitions, double perSecond) {
        double busy = pace.busy();
        int trigger = hosts(spec, partitions, perSecond, pace.perHost() * Math.min(MOST_UP, busy + UP));
        int enough = hosts(spec, partitions, perSecond, pace.perHost() * Math.min(MOST_DOWN, busy + DOWN));
        int sized = hosts(spec, partitions, perSecond, pace.perHost() * busy);
        boolean doubles = sized >= 2 * trigger && trigger > 2; // from 6 to 12 for a few percent
        return new Steady(Math.min(enough, doubles ? trigger : enough), doubles ? trigger : sized, trigger);
    }

    private static int hosts(Spec spec, int partitions, double perSecond, double each) {
        if (perSecond <= 0) {
            return 0;
        }
        return switch (spec.sharing()) {
            case BY_EVENT -> (int) Math.ceil(perSecond / each);
            case BY_PARTITION -> dealt(partitions, partitions * each / perSecond);
        };
    }

    private static int dealt(int partitions, double aHost) {
        int whole = (int) Math.min(partitions, Math.floor(aHost));
        return whole < 1 ? partitions : Math.ceilDiv(partitions, whole);
    }

    /// What is needed beside so many hosts.
    int beside(int current) {
        return trigger > current ? wanted : Math.min(current, enough);
    }
}
