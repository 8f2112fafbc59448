package dev.lavant.host.invoke;

import dev.lavant.host.meter.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;

/// How one attempt at an event ended.
public sealed interface AttemptResult {

    /// What went wrong; empty when nothing did.
    default Optional<Throwable> thrown() {
        return switch (this) {
            case Returned _ -> Optional.empty();
            case Threw threw -> Optional.of(threw.error());
            case AskedForLater later -> Optional.of(later.error());
            case GaveUp gaveUp -> Optional.of(gaveUp.error());
            case TimedOut late ->
                Optional.of(new TimeoutException(
                        "still running at its deadline of " + late.deadline().toMillis() + " ms"));
            case NotTaken notTaken -> Optional.of(notTaken.error());
            case PlatformAway away -> Optional.of(away.error());
        };
    }

    /// What it used of the host.
    default Run used() {
        return switch (this) {
            case Returned returned -> returned.used;
            case Threw threw -> threw.used;
            case AskedForLater later -> later.used;
            case GaveUp gaveUp -> gaveUp.used;
            case TimedOut late -> late.used;
            case NotTaken notTaken -> notTaken.used;
            case PlatformAway away -> away.used;
        };
    }

    /// The handler returned.
    ///
    /// @param outputs encoded and ready to send
    record Returned(Run used, List<ProducerRecord<byte[], byte[]>> outputs) implements AttemptResult {}

    /// The handler threw; another attempt may help.
    record Threw(Run used, Throwable error) implements AttemptResult {}

    /// The handler asked for another attempt at a time of its choice.
    record AskedForLater(Run used, Throwable error, Duration delay) implements AttemptResult {}

    /// The handler said, or its output showed, that no attempt will help.
    record GaveUp(Run used, FailureCode code, Throwable error) implements AttemptResult {}

    /// The handler was still running at its deadline and was interrupted.
    record TimedOut(Run used, Duration deadline) implements AttemptResult {}

    /// The event is none for the handler, which never ran: its bytes are not what it takes, or its chain is too long.
    record NotTaken(Run used, FailureCode code, Throwable error) implements AttemptResult {}

    /// The platform could not do its part (a registry is away). Not an attempt: the function is not to blame.
    record PlatformAway(Run used, Throwable error) implements AttemptResult {}
}
