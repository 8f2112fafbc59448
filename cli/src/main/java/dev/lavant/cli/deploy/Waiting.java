package dev.lavant.cli.deploy;

import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// Waits for the platform to do what it was told.
///
/// @param atMost then it was in vain
record Waiting(Duration atMost) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    /// Returns when nothing is left to do.
    ///
    /// @param left what is, as a sentence; empty when it is done
    /// @param inVain the failure, of what is left at the end
    /// @throws CommandFailed when it takes longer, or with exit code 130 when interrupted
    void until(Supplier<Optional<String>> left, Function<String, CommandFailed> inVain) {
        Instant end = Instant.now().plus(atMost);
        for (Optional<String> now = left.get(); now.isPresent(); now = left.get()) {
            if (Instant.now().isAfter(end)) {
                throw inVain.apply(now.get());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            boolean _ = new CountDownLatch(1).await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(Exit.INTERRUPTED, "interrupted", "The process was told to stop.", "Type it again.")
                    .causedBy(interrupted);
        }
    }
}
