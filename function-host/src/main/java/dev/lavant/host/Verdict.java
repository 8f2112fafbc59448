package dev.lavant.host;

import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.invoke.FailureCode;
import dev.lavant.host.lane.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What follows from an attempt.
sealed interface Verdict {
    /// How long an event waits for a part of the platform that is away.
    Duration PLATFORM_PAUSE = Duration.ofSeconds(1);

    /// The event succeeded.
    record Done(List<ProducerRecord<byte[], byte[]>> outputs) implements Verdict {}

    /// The event is tried again.
    record TryAgain(Duration delay) implements Verdict {}

    /// The event becomes a dead letter.
    record Dead(FailureCode code, Throwable error) implements Verdict {}

    /// Decides it for a batch: what failed is tried again event by event, so that one bad event costs only itself.
    /// Pure.
    ///
    /// @param attempts ended so far of each event in it, this one included
    /// @param random in [0, 1), for the jitter
    static Verdict ofBatch(AttemptResult result, int attempts, RetryPolicy policy, double random) {
        return switch (result) {
            case AttemptResult.NotTaken _ -> new TryAgain(Duration.ZERO);
            case AttemptResult.GaveUp _ when !policy.exhausted(attempts) -> new TryAgain(Duration.ZERO);
            default -> of(result, attempts, policy, random);
        };
    }

    /// Decides it for one event. Pure.
    ///
    /// @param attempts ended so far, this one included
    /// @param random in [0, 1), for the jitter
    static Verdict of(AttemptResult result, int attempts, RetryPolicy policy, double random) {
        return switch (result) {
            case AttemptResult.Returned returned -> new Done(returned.outputs());
            case AttemptResult.NotTaken notTaken -> new Dead(notTaken.code(), notTaken.error());
            case AttemptResult.GaveUp gaveUp -> new Dead(gaveUp.code(), gaveUp.error());
            case AttemptResult.PlatformAway _ -> new TryAgain(PLATFORM_PAUSE);
            case AttemptResult.Threw threw ->
                policy.exhausted(attempts)
                        ? new Dead(FailureCode.MAX_ATTEMPTS, threw.error())
                        : new TryAgain(policy.waitAfter(attempts, random));
            case AttemptResult.AskedForLater later ->
                policy.exhausted(attempts)
                        ? new Dead(FailureCode.MAX_ATTEMPTS, later.error())
                        : new TryAgain(later.delay());
            case AttemptResult.TimedOut timedOut ->
                policy.exhausted(attempts)
                        ? new Dead(FailureCode.TIMEOUT, overdue(timedOut.deadline()))
                        : new TryAgain(policy.waitAfter(attempts, random));
        };
    }

    /// The error of an attempt that ran past its deadline.
    static Throwable overdue(Duration deadline) {
        return new TimeoutException("still running at its deadline of " + deadline.toMillis() + " ms");
    }
}
