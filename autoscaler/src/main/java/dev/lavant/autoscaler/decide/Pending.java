package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.State.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Hosts that were asked for lately, so that those that still start are counted by when they will work.
final class Pending {
    private static final int MOST = 16;

    private Pending() {}

    /// After a decision to have so many.
    static List<Need> with(List<Need> before, Observation seen, int hosts) {
        int more = hosts - seen.hosts().current();
        if (more <= 0) {
            return before;
        }
        var all = new ArrayList<>(before);
        all.add(new Need(seen.at(), more));
        return all.size() > MOST ? all.subList(all.size() - MOST, all.size()) : all;
    }

    /// Seconds that the starting hosts will work, added up, within so many: the newest start last. One of which
    /// it is not known when it was asked for is half-way.
    static double seconds(List<Need> asked, Observation seen, double lead, double within) {
        int left = seen.hosts().starting();
        double seconds = 0;
        for (int i = asked.size() - 1; i >= 0 && left > 0; i--) {
            int hosts = Math.min(left, asked.get(i).hosts());
            seconds += hosts * Math.max(0, within - remaining(asked.get(i).at(), seen.at(), lead));
            left -= hosts;
        }
        return seconds + left * Math.max(0, within - lead / 2);
    }

    private static double remaining(Instant asked, Instant now, double lead) {
        return Math.max(0, lead - Pace.seconds(Duration.between(asked, now)));
    }
}
