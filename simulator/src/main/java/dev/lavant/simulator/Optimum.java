package dev.lavant.simulator;

import dev.lavant.simulator.model.Model;
import dev.lavant.simulator.model.Setting;
import dev.lavant.simulator.plane.Load;
import java.util.Arrays;

/// The least that a workload can cost, for one who knows it in advance: a lower bound, not a rule.
///
/// An exact dynamic programme over (hosts, work done), a decision each second: hosts pool their capacity,
/// partitions do not matter, a start costs its time and nothing waits for it, and every unit of work is done
/// within *target − 5·service* of its arrival. Work is counted in parts of a host-second, the finer the less
/// there is, and rounded in favour of the optimum.
///
/// @param hostSeconds infinite when no plan with so many hosts keeps the target
public record Optimum(double hostSeconds) {
    private static final double MOST_PARTS = 4_096;
    private static final double LEAST_PARTS = 16;
    private static final double WIDTH = 1_024;
    private static final float NEVER = Float.POSITIVE_INFINITY;

    static Optimum of(Load load, Model model) {
        double target = model.time(Setting.TARGET);
        double within = Math.max(1, target - 5 * model.time(Setting.SERVICE));
        int seconds = (int) Math.ceil(load.workload().seconds() + target) + 1;
        double[] arrived = arrived(load, seconds, model.count(Setting.CONCURRENCY));
        double parts = parts(arrived, (int) Math.ceil(within));
        var plan = new Plan(parts, model.count(Setting.MAX_HOSTS), model.time(Setting.START));
        for (int t = 1; t <= seconds; t++) {
            long due = (long) Math.floor(parts * at(arrived, t - within));
            long there = (long) Math.ceil(parts * arrived[t]);
            plan.second(due, there);
        }
        return new Optimum(plan.least());
    }

    /// Work that has arrived by each second, in host-seconds.
    private static double[] arrived(Load load, int seconds, int slots) {
        double[] arrived = new double[seconds + 1];
        for (int event = 0; event < load.workload().events(); event++) {
            int second = (int) Math.min(seconds, Math.ceil(load.workload().at(event)));
            arrived[second] += load.service(event) / slots;
        }
        for (int t = 1; t <= seconds; t++) {
            arrived[t] += arrived[t - 1];
        }
        return arrived;
    }

    /// So fine that one event is many parts where few come, and so coarse that what may wait is some thousand
    /// at most.
    private static double parts(double[] arrived, int within) {
        double most = 0;
        for (int t = within; t < arrived.length; t++) {
            most = Math.max(most, arrived[t] - arrived[t - within]);
        }
        return Math.floor(Math.clamp(WIDTH / most, LEAST_PARTS, MOST_PARTS));
    }

    private static double at(double[] arrived, double second) {
        int before = (int) Math.floor(second);
        return before < 0 ? 0 : arrived[before];
    }

    /// The cheapest way to each (hosts, work done), of which only the work that is there and not yet due is
    /// kept.
    private static final class Plan {
        private final int parts;
        private final int hosts;
        private final float start;
        private float[][] costs;
        private float[][] best;
        private long from;
        private int width = 1;
        private double paid; // what is common to all ways, so that a float stays exact

        private Plan(double parts, int hosts, double start) {
            this.parts = (int) parts;
            this.hosts = hosts;
            this.start = (float) start;
            costs = new float[hosts + 1][1];
            best = new float[hosts + 1][1];
            for (int n = 1; n <= hosts; n++) {
                costs[n][0] = NEVER;
            }
        }

        /// One second passes in which `there` has arrived, and by whose end `due` must be done.
        private void second(long due, long there) {
            rehire();
            long floor = Math.max(due, from);
            int wide = (int) (Math.max(there, floor) - floor) + 1;
            float[][] next = new float[hosts + 1][wide];
            for (int n = 0; n <= hosts; n++) {
                Arrays.fill(next[n], NEVER);
                work(n, floor, wide, next[n]);
            }
            costs = next;
            from = floor;
            width = wide;
            settle();
        }

        private void work(int n, long floor, int wide, float[] next) {
            long shift = from + (long) n * parts - floor;
            for (int w = (int) Math.max(0, -shift); w < width; w++) {
                int done = (int) Math.min(wide - 1L, w + shift);
                next[done] = Math.min(next[done], best[n][w] + n);
            }
        }

        /// The cheapest way to have n hosts: of those with more, or of those with fewer for the price of the
        /// starts.
        private void rehire() {
            best = costs;
            for (int w = 0; w < width; w++) {
                for (int n = hosts - 1; n >= 0; n--) {
                    best[n][w] = Math.min(best[n][w], best[n + 1][w]);
                }
                raise(w);
            }
        }

        private void raise(int w) {
            for (int n = 1; n <= hosts; n++) {
                best[n][w] = Math.min(best[n][w], best[n - 1][w] + start);
            }
        }

        private void settle() {
            float least = cheapest();
            if (least == NEVER || least == 0) {
                return;
            }
            paid += least;
            for (float[] row : costs) {
                for (int w = 0; w < row.length; w++) {
                    row[w] -= least;
                }
            }
        }

        /// What is due at the end is all, so whichever way is cheapest.
        private double least() {
            return paid + cheapest();
        }

        private float cheapest() {
            float least = NEVER;
            for (float[] row : costs) {
                for (float cost : row) {
                    least = Math.min(least, cost);
                }
            }
            return least;
        }
    }
}
