package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.State.Need;
import java.util.List;

/// Hosts that finish what waits in time. It falls to nothing with the backlog.
///
/// For each age of *k* seconds: `R_k` events have waited at least so long, and `s = max(0.85·L − k, T)` is left
/// for them, or until a new host could help. Ready hosts finish `ready·μ·s`, each starting one `μ·(s − what is
/// left of its start)`. What is beyond that is divided by what one more host does in `max(0.85·L − k − T, L/3,
/// T)`. Starting hosts count, so a deficit is met once and not at every look; the divisor is never below T,
/// which keeps the loop stable.
///
/// Example: 800 wait since now, *L* = 10 s, T = 7 s, one host is ready and does 40/s: it finishes 340;
/// 460/(40·7) = 1.6: two more.
///
/// @param hosts that are needed, present ones among them
/// @param oldestSeconds how long the oldest has waited, to a second, at most a minute
record Backlog(int hosts, int oldestSeconds) {
    private static final int MINUTE = 60;
    private static final double NEGLIGIBLE = 0.1;

    /// What can be done by those that are there.
    private record Crew(Pace pace, Observation seen, List<Need> asked) {

        /// A fraction of a host, present ones among them.
        private double hosts(double events, double waited) {
            int ready = seen.hosts().ready();
            double lead = pace.lead(ready);
            double slack = Math.max(pace.slack(waited), lead);
            double finished = pace.perHost() * (ready * slack + Pending.seconds(asked, seen, lead, slack));
            int current = seen.hosts().current();
            if (events <= finished) {
                return Math.min(current, events / (pace.perHost() * slack));
            }
            return current + (events - finished) / (pace.perHost() * pace.finishWithin(waited, lead));
        }
    }

    /// Of a backlog.
    ///
    /// @param asked hosts that were asked for lately
    /// @param waiting events that count, see [Skew]
    static Backlog of(Pace pace, Observation seen, List<Need> asked, Arrivals arrivals, double waiting) {
        var crew = new Crew(pace, seen, asked);
        double lead = pace.lead(seen.hosts().ready());
        double needed = Math.max(crew.hosts(waiting, 0), crew.hosts(waiting + arrivals.surge() * lead, -lead / 2));
        int oldest = 0;
        for (int age = 1; age <= MINUTE; age++) {
            double older = Math.min(waiting, arrivals.waitingLonger(waiting, age));
            if (older <= 0) {
                break;
            }
            oldest = age;
            needed = Math.max(needed, crew.hosts(older, age));
        }
        return new Backlog((int) Math.min(1_000_000, Math.ceil(needed - NEGLIGIBLE)), oldest);
    }
}
