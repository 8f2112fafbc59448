package dev.lavant.autoscaler.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.autoscaler.decide.Life.Phase;
import dev.lavant.autoscaler.decide.Purse.Rates;
import dev.lavant.autoscaler.decide.Scene.Handled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// A tenant floods its functions: all hosts are wanted that may be had. Second by second, hosts take up to eight
/// seconds to finish, and metering is late by some seconds, or for minutes.
class OvershootTest {
    private static final Instant START = Instant.parse("2026-11-16T12:00:00Z");
    private static final Rates STANDARD = new Rates(16_667, 20_000, 200);
    private static final int SECONDS = 900;
    private static final int RUNS = 80;

    @Test
    void no_more_than_a_last_lease_is_spent_above_the_limit_however_late_metering_is(TestReporter report) {
        double worst = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            var flood = new Flood(new Random(seed), new Rates(16_667, 20_000, 0));
            flood.run();
            assertThat(flood.spent()).as("seed " + seed).isLessThanOrEqualTo(flood.limit + flood.lastLeases());
            worst = Math.max(worst, (flood.spent() - flood.limit) / flood.lastLeases());
        }
        report.publishEntry("worst overshoot, in last leases", Double.toString(worst));
    }

    @Test
    void events_that_cost_add_no_more_than_what_is_handled_within_a_lease(TestReporter report) {
        double worst = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            var flood = new Flood(new Random(seed), STANDARD);
            flood.run();
            double bound = flood.lastLeases() + flood.eventsOfALease();
            assertThat(flood.spent()).as("seed " + seed).isLessThanOrEqualTo(flood.limit + bound);
            worst = Math.max(worst, (flood.spent() - flood.limit) / bound);
        }
        report.publishEntry("worst overshoot with events, in leases", Double.toString(worst));
    }

    @Test
    void a_budget_is_used_up_but_for_what_a_first_host_must_have() {
        for (long seed = 0; seed < RUNS; seed++) {
            var flood = new Flood(new Random(seed), new Rates(16_667, 0, 0));
            flood.run();
            assertThat(flood.spent())
                    .as("seed " + seed)
                    .isGreaterThanOrEqualTo(flood.limit - flood.dearest() * Purse.START_SECONDS);
        }
    }

    /// One tenant, one to three functions, a budget for up to two hundred leases.
    private static final class Flood {
        private static final int MOST_HOSTS = 50;

        private final Random random;
        private final Rates rates;
        private final Map<String, Kind> kinds = new TreeMap<>();
        private final List<Life> lives = new ArrayList<>();
        private final Map<Life, Integer> ends = new HashMap<>();
        private final List<Double> spentBy = new ArrayList<>(List.of(0.0));
        private final Map<String, List<Long>> handledBy = new HashMap<>();
        private final long limit;
        private int metered;
        private int stuckUntil;

        /// @param busy part of its processors that a host keeps busy
        private record Kind(Life one, double busy, int eventsPerSecond) {}

        Flood(Random random, Rates rates) {
            this.random = random;
            this.rates = rates;
            IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> {
                var one = new Life("f" + i, 128 << random.nextInt(4), 1 + random.nextInt(4), START, START, Phase.WORKS);
                kinds.put("f" + i, new Kind(one, random.nextDouble(), random.nextInt(2_000)));
                handledBy.put("f" + i, new ArrayList<>(List.of(0L)));
            });
            limit = Math.round(dearest() * Purse.AHEAD_SECONDS * (1 + random.nextInt(200)));
        }

        void run() {
            for (int second = 0; second < SECONDS; second++) {
                meter(second);
                for (Kind kind : kinds.values()) {
                    decide(kind, second);
                }
                work(second);
            }
        }

        private void meter(int second) {
            if (second > stuckUntil) {
                metered = Math.max(metered, second - 2 - random.nextInt(15));
                boolean sticks = second < SECONDS / 3 && random.nextInt(100) == 0;
                stuckUntil = sticks ? second + random.nextInt(300) : second;
            }
        }

        private void decide(Kind kind, int second) {
            var purse =
                    new Purse("acme", "2026-11", "USD", limit, Math.round(spentBy.get(metered)), at(metered), rates);
            int hosts =
                    Math.min(MOST_HOSTS, purse.allows(kind.one(), scene(second)).hosts());
            List<Life> working = lives.stream()
                    .filter(life -> life.phase() == Phase.WORKS
                            && life.function().equals(kind.one().function()))
                    .toList();
            working.stream().skip(hosts).forEach(life -> {
                lives.remove(life);
                Life finishing = with(life, at(second), Phase.FINISHES);
                lives.add(finishing);
                ends.put(finishing, second + random.nextInt(8));
            });
            IntStream.range(working.size(), hosts)
                    .mapToObj(_ -> new Life(
                            kind.one().function(),
                            kind.one().memoryMib(),
                            kind.one().processors(),
                            at(second),
                            at(second),
                            Phase.WORKS))
                    .forEach(lives::add);
        }

        private Scene scene(int second) {
            List<Life> now = lives.stream()
                    .map(life -> life.phase() == Phase.ENDED ? life : with(life, at(second), life.phase()))
                    .toList();
            return new Scene(
                    now,
                    handledBy.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, one -> handled(one.getValue(), second))));
        }

        private Handled handled(List<Long> committed, int second) {
            int before = Math.max(0, second - 10);
            double perSecond =
                    second == 0 ? 0 : (committed.get(second) - committed.get(before)) / (double) (second - before);
            return new Handled(committed.get(second) - committed.get(metered), perSecond);
        }

        /// Every host that lives costs its memory, and as much of its processors as it keeps busy.
        private void work(int second) {
            double cost = 0;
            for (Life life : List.copyOf(lives)) {
                if (life.phase() == Phase.FINISHES && ends.getOrDefault(life, 0) <= second) {
                    lives.remove(life);
                    lives.add(with(life, at(second), Phase.ENDED));
                } else if (life.phase() != Phase.ENDED) {
                    cost += rates.perSecond(life.memoryMib(), 0)
                            + kinds.get(life.function()).busy() * life.processors() * rates.cpuSecondNanos();
                }
            }
            lives.removeIf(life -> life.phase() == Phase.ENDED && life.until().isBefore(at(metered)));
            for (Kind kind : kinds.values()) {
                long events = kind.eventsPerSecond() * working(kind);
                List<Long> all = handledBy.get(kind.one().function());
                all.add(all.getLast() + events);
                cost += events * rates.eventNanos();
            }
            spentBy.add(spentBy.getLast() + cost);
        }

        private long working(Kind kind) {
            return lives.stream()
                    .filter(life -> life.phase() != Phase.ENDED
                            && life.function().equals(kind.one().function()))
                    .count();
        }

        private static Life with(Life life, Instant until, Phase phase) {
            return new Life(life.function(), life.memoryMib(), life.processors(), life.from(), until, phase);
        }

        private static Instant at(int second) {
            return START.plusSeconds(second);
        }

        double spent() {
            return spentBy.getLast();
        }

        /// Of one host of each function.
        double lastLeases() {
            return kinds.values().stream().mapToDouble(this::perSecond).sum() * Purse.AHEAD_SECONDS;
        }

        double eventsOfALease() {
            return kinds.values().stream()
                            .mapToDouble(kind -> (double) kind.eventsPerSecond() * MOST_HOSTS)
                            .sum()
                    * rates.eventNanos()
                    * Purse.AHEAD_SECONDS;
        }

        double dearest() {
            return kinds.values().stream()
                    .max(Comparator.comparingDouble(this::perSecond))
                    .map(this::perSecond)
                    .orElseThrow();
        }

        private double perSecond(Kind kind) {
            return rates.perSecond(kind.one().memoryMib(), kind.one().processors());
        }
    }
}
