package dev.lavant.autoscaler;

import dev.lavant.autoscaler.act.HostEnd;
import dev.lavant.autoscaler.act.HostEnd.Parting;
import dev.lavant.autoscaler.decide.Observation.Failures;
import dev.lavant.schemas.launch.HostLaunch.Company;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// How the starts of one function's hosts go.
///
/// A host proves itself by being ready for ten seconds, or by being ready and then ending because it was asked to. One
/// that ends before is a failed start, also when it was ready: an event that kills every host must not make a loop.
/// Owned by the control loop's thread.
final class Starts {
    private static final Duration PROOF = Duration.ofSeconds(10);

    private final Map<String, Instant> readySince = new HashMap<>();
    private Failures failures = Failures.NONE;
    private boolean orderly;

    /// What the first host of a function that has none is told of those before it.
    ///
    /// @return [Company#ALONE] when one has not ended cleanly since the last such host, or that is not known
    Company first() {
        Company told = orderly ? Company.AFTER_A_CLEAN_END : Company.ALONE;
        orderly = true;
        return told;
    }

    /// A living host has said that it takes events.
    void ready(String hostId, Instant now) {
        Instant since = readySince.computeIfAbsent(hostId, _ -> now);
        boolean justProved =
                !since.equals(Instant.MIN) && Duration.between(since, now).compareTo(PROOF) >= 0;
        if (justProved) {
            readySince.put(hostId, Instant.MIN);
            failures = Failures.NONE;
        }
    }

    /// Whether a host that lives has ever been ready.
    boolean wasReady(String hostId) {
        return readySince.containsKey(hostId);
    }

    /// A host has ended.
    void ended(HostEnd end) {
        Instant since = readySince.remove(end.host().id());
        boolean asked = end.host().draining();
        orderly &= end.parting() == Parting.CLEAN;
        if (asked && since != null) {
            failures = Failures.NONE;
        }
        boolean proved = Instant.MIN.equals(since);
        if (!asked && !proved) {
            failures = new Failures(failures.inARow() + 1, end.how());
        }
    }

    /// A host that lives was never ready and is not waited for any longer: a failed start.
    void givenUp(String why) {
        failures = new Failures(failures.inARow() + 1, why);
    }

    /// As they stand.
    Failures failures() {
        return failures;
    }
}
