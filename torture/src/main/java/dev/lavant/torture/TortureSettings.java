package dev.lavant.torture;

import dev.lavant.function.Ordering;
import java.nio.file.Path;
import java.time.Duration;

/// What one run is to do.
///
/// @param seed of the plan and of the events
/// @param kills hosts to lose, by any means
/// @param atMost time for the faults; what is left of the kills then is given up
/// @param perSecond events that are sent
/// @param mostHosts at once
/// @param deadly events that exhaust memory do so in every host that runs them
/// @param ordering of the tortured function
/// @param home folder of Lavant itself
/// @param folder for everything that the run leaves; wiped when it begins
record TortureSettings(
        long seed,
        int kills,
        Duration atMost,
        int perSecond,
        int mostHosts,
        boolean deadly,
        Ordering ordering,
        Path home,
        Path folder) {
    TortureSettings {
        requireAtLeastOne("--kills", kills);
        requireAtLeastOne("--minutes", atMost.toMinutes());
        requireAtLeastOne("--rate", perSecond);
        requireAtLeastOne("--hosts", mostHosts);
    }

    private static void requireAtLeastOne(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " must be at least 1, was " + value);
        }
    }

    /// What to type to have the same plan again.
    String command() {
        return "./lavant torture --seed " + seed + " --kills " + kills + " --minutes " + atMost.toMinutes() + " --rate "
                + perSecond + " --hosts " + mostHosts + (deadly ? " --deadly" : "")
                + (ordering == Ordering.KEY ? "" : " --ordering " + ordering);
    }
}
