package dev.lavant.host;

import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.meter.Run;
import dev.lavant.host.report.HostStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds up attempts, in their events and in the host's status, and logs those that did not go well: coordinates and
/// error, never a payload. What a batch used is split evenly between its events. Owned by the engine's thread.
record Tally(String function, HostStatus status, Life life) {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    /// An attempt has ended.
    void count(Batch batch, AttemptResult result) {
        switch (result) {
            case AttemptResult.Returned returned -> attempted(batch, returned.used());
            case AttemptResult.Threw threw -> failed(batch, threw.used(), threw.error());
            case AttemptResult.AskedForLater later -> failed(batch, later.used(), later.error());
            case AttemptResult.GaveUp gaveUp -> failed(batch, gaveUp.used(), gaveUp.error());
            case AttemptResult.TimedOut timedOut ->
                failed(batch, timedOut.used(), Verdict.overdue(timedOut.deadline()));
            case AttemptResult.NotTaken notTaken -> {
                notAttempted(batch, notTaken.used());
                tell(batch, notTaken.error(), "event not given to the function");
            }
            case AttemptResult.PlatformAway away -> {
                life.shared().giveBack(away.used().shareNanos());
                notAttempted(batch, Run.NONE);
                tell(batch, away.error(), "event waits for the platform");
            }
        }
    }

    /// An attempt has failed that used this much.
    void failed(Batch batch, Run used, Throwable error) {
        attempted(batch, used);
        status.attemptFailed();
        tell(batch, error, "attempt failed");
    }

    private void attempted(Batch batch, Run used) {
        for (int i = 0; i < batch.size(); i++) {
            batch.events().get(i).attempted(used.part(i, batch.size()));
        }
        status.ran(used.durationNanos());
    }

    /// Only the host's time is counted: the function was not called, or is not to blame.
    private static void notAttempted(Batch batch, Run used) {
        for (int i = 0; i < batch.size(); i++) {
            batch.events().get(i).notAttempted(used.part(i, batch.size()).shareOnly());
        }
    }

    private void tell(Batch batch, Throwable error, String what) {
        LOG.atWarn()
                .addKeyValue("function", function)
                .addKeyValue("partition", batch.tenure().partition)
                .addKeyValue("offset", batch.first().record.offset())
                .addKeyValue("events", batch.size())
                .addKeyValue("attempts", batch.first().attempts())
                .addKeyValue("error", error.toString())
                .log(what);
    }
}
