package dev.lavant.autoscaler.decide;

import dev.lavant.autoscaler.decide.State.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What was needed lately: hosts are given up only when none of it needed them.
final class Needs {
    private Needs() {}

    /// The needs with one more; those that a later, greater one makes pointless are left out, so the list stays
    /// short.
    static List<Need> with(List<Need> before, Need now, Duration window) {
        var needs = new ArrayList<Need>();
        for (Need need : before) {
            boolean old = Duration.between(need.at(), now.at()).compareTo(window) > 0;
            if (!old && need.hosts() > now.hosts()) {
                needs.add(need);
            }
        }
        needs.add(now);
        return needs;
    }

    /// The greatest; the first one, as the list falls.
    static int most(List<Need> needs) {
        return needs.getFirst().hosts();
    }
}
