package dev.lavant.host;

import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.meter.Run;
import dev.lavant.host.report.HostStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds up attempts, in their event and in the host's status, and logs those that did not go well: coordinates and
/// error,
/// never a payload. Owned by the engine's thread.
record Tally(String function, HostStatus status) {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    /// An attempt has ended.
    void count(InFlight event, AttemptResult result) {
        switch (result) {
            case AttemptResult.Returned returned -> attempted(event, returned.used());
            case AttemptResult.Threw threw -> failed(event, threw.used(), threw.error());
            case AttemptResult.AskedForLater later -> failed(event, later.used(), later.error());
            case AttemptResult.GaveUp gaveUp -> failed(event, gaveUp.used(), gaveUp.error());
            case AttemptResult.TimedOut timedOut ->
                failed(event, timedOut.used(), Verdict.overdue(timedOut.deadline()));
            case AttemptResult.Unreadable unreadable -> tell(event, unreadable.error(), "event cannot be decoded");
            case AttemptResult.PlatformAway away -> tell(event, away.error(), "event waits for the platform");
        }
    }

    /// An attempt has failed that used this much.
    void failed(InFlight event, Run used, Throwable error) {
        attempted(event, used);
        status.attemptFailed();
        tell(event, error, "attempt failed");
    }

    private void attempted(InFlight event, Run used) {
        event.attempted(used);
        status.ran(used.durationNanos());
    }

    private void tell(InFlight event, Throwable error, String what) {
        LOG.atWarn()
                .addKeyValue("function", function)
                .addKeyValue("partition", event.partition())
                .addKeyValue("offset", event.record.offset())
                .addKeyValue("attempts", event.attempts())
                .addKeyValue("error", error.toString())
                .log(what);
    }
}
