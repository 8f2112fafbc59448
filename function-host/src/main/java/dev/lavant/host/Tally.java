package dev.lavant.host;

import dev.lavant.host.invoke.AttemptFacts;
import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.meter.Run;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.log.Facts;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Adds up attempts, in their events and in the host's status, and logs those that did not go well and what follows:
/// which event and which error, never a payload. What a batch used is split evenly between its events. Owned by the
/// engine's thread.
record Tally(FunctionDeployment function, HostStatus status, Life life) {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    /// An attempt has ended.
    void count(Batch batch, AttemptResult result) {
        switch (result) {
            case AttemptResult.Returned returned -> attempted(batch, returned.used());
            case AttemptResult.Threw threw -> failed(batch, threw.used(), threw.error());
            case AttemptResult.AskedForLater later -> failed(batch, later.used(), later.error());
            case AttemptResult.GaveUp gaveUp -> failed(batch, gaveUp.used(), gaveUp.error());
            case AttemptResult.TimedOut timedOut -> overdue(batch, timedOut.used(), timedOut.deadline());
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

    private void failed(Batch batch, Run used, Throwable error) {
        attempted(batch, used);
        status.attemptFailed();
        tell(batch, error, "attempt failed");
    }

    /// An attempt has passed its deadline.
    void overdue(Batch batch, Run used, Duration deadline) {
        attempted(batch, used);
        status.attemptFailed();
        tell(batch, Verdict.overdue(deadline), "attempt passed its deadline");
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

    /// The function is called again for events that have failed.
    void again(Batch batch, Duration delay) {
        about(batch, LOG.atInfo()).addKeyValue("delay", delay).log("tried again");
    }

    /// Events are given up.
    void dead(Batch batch, Verdict.Dead verdict) {
        about(batch, LOG.atWarn()).addKeyValue("code", verdict.code()).log("dead letter");
    }

    private void tell(Batch batch, Throwable error, String what) {
        about(batch, LOG.atWarn()).addKeyValue(Facts.ERROR, error.toString()).log(what);
    }

    private LoggingEventBuilder about(Batch batch, LoggingEventBuilder line) {
        new AttemptFacts(function, batch.first().attempts(), batch.deliveries()).tell((fact, value) -> {
            var _ = line.addKeyValue(fact, value);
        });
        return line;
    }
}
