package dev.lavant.autoscaler.decide;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/// What is left of a budget, and how many hosts that pays for. Pure.
///
/// Every host has a lease: it may go on for [#AHEAD_SECONDS], which is longer than it takes until the next decision is
/// carried out. A lease is granted when the most that it can cost is left beside
///
/// - what was metered,
/// - the most that all hosts can have cost and have not written by then, and the events that were committed since then,
/// - the leases of the others.
///
/// So however late metering is, no more than the last lease of each function is spent above the limit. When no host
/// runs, one starts only if it is paid for [#START_SECONDS]: what is left does not go into starts.
///
/// @param scope tenant, or tenant/function
/// @param spentNanos as metered up to `asOf`
public record Purse(
        String scope, String period, String currency, long limitNanos, long spentNanos, Instant asOf, Rates rates) {
    /// How far ahead a host is paid for.
    public static final int AHEAD_SECONDS = 10;

    /// How far ahead the first host is.
    public static final int START_SECONDS = 30;

    /// A host writes its own time at least so often; that of an event is written when it is committed.
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

    private static final double MIB_OF_A_GIB_SECOND = 1_024;
    private static final int NANO_DIGITS = 9;
    private static final int SHOWN_DIGITS = 6;

    /// The highest prices, 1e-9 of the currency.
    public record Rates(double gibSecondNanos, double cpuSecondNanos, double eventNanos) {

        /// The most that a host can cost in a second, its events left out.
        public double perSecond(int memoryMib, int processors) {
            return memoryMib / MIB_OF_A_GIB_SECOND * gibSecondNanos + processors * cpuSecondNanos;
        }

        private double perSecond(Life life) {
            return perSecond(life.memoryMib(), life.processors());
        }
    }

    /// The most hosts that a function may have.
    ///
    /// @param one a host of it
    /// @param scene of all functions that this budget is for
    public Allowance allows(Life one, Scene scene) {
        long working = scene.lives().stream()
                .filter(life -> works(life, one.function()))
                .count();
        double each = rates.perSecond(one)
                + rates.eventNanos() * scene.handled(one.function()).perSecond() / Math.max(1, working);
        double unmetered = unmetered(scene);
        double free = limitNanos - spentNanos - unmetered - AHEAD_SECONDS * others(one.function(), scene);
        int hosts = hosts(free, each, working);
        return new Allowance(hosts, reason(hosts, unmetered));
    }

    private static int hosts(double free, double each, long working) {
        if (free <= 0 || (working == 0 && free < each * START_SECONDS)) {
            return 0;
        }
        double leases = each == 0 ? Integer.MAX_VALUE : free / (each * AHEAD_SECONDS);
        return (int) Math.min(Integer.MAX_VALUE, working == 0 ? Math.floor(leases) : Math.ceil(leases));
    }

    private static boolean works(Life life, String function) {
        return life.phase() == Life.Phase.WORKS && life.function().equals(function);
    }

    /// The most that was used since all was metered.
    private double unmetered(Scene scene) {
        Instant from = asOf.minus(WRITTEN_WITHIN);
        double hosts = scene.lives().stream()
                .mapToDouble(life -> rates.perSecond(life) * life.secondsAfter(from))
                .sum();
        double events = scene.lives().stream()
                .map(Life::function)
                .distinct()
                .mapToDouble(function -> scene.handled(function).unmetered() * rates.eventNanos())
                .sum();
        return hosts + events;
    }

    /// What all but the working hosts of a function can cost in a second.
    private double others(String function, Scene scene) {
        double hosts = scene.lives().stream()
                .filter(life -> life.phase() != Life.Phase.ENDED && !works(life, function))
                .mapToDouble(rates::perSecond)
                .sum();
        double events = scene.lives().stream()
                .map(Life::function)
                .distinct()
                .filter(other -> !other.equals(function))
                .mapToDouble(other -> scene.handled(other).perSecond() * rates.eventNanos())
                .sum();
        return hosts + events;
    }

    private String reason(int hosts, double unmetered) {
        String left = "of %s %s that %s may spend in %s, %s are metered and up to %s used since"
                .formatted(money(limitNanos), currency, scope, period, money(spentNanos), money(Math.round(unmetered)));
        return hosts == 0
                ? "the budget is used up: " + left + "; lavant budget resume " + scope + " --more AMOUNT"
                : hosts + " are what the budget pays for: " + left;
    }

    private static String money(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS)
                .setScale(SHOWN_DIGITS, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
