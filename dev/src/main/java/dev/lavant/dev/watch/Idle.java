package dev.lavant.dev.watch;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.functions.Lag;
import dev.lavant.cli.functions.LagReader;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.UsageKind;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.control.TopicReader;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/// Waits until a platform has nothing left to do: no lag before the router or a function, no host, and every usage
/// record on a statement.
///
/// @param platform to ask
/// @param functions that are deployed
/// @param runningHosts processes that have not ended
/// @param stop ends the wait early
public record Idle(
        Platform platform, List<FunctionDeployment> functions, IntSupplier runningHosts, CountDownLatch stop) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// Returns when nothing is left to do.
    ///
    /// @throws CommandFailed after ten minutes, or when it was stopped
    public void await() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!nothingLeft()) {
            if (stopped() || System.nanoTime() > until) {
                throw new CommandFailed(
                        Exit.FAILED,
                        "the platform is not idle",
                        "It was waited for " + PATIENCE.toMinutes() + " minutes, or stopped.",
                        "See what waits:  ./lavant ls");
            }
        }
    }

    private boolean stopped() {
        try {
            return stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean nothingLeft() {
        return nothingWaits() && runningHosts.getAsInt() == 0 && everythingIsOnTheBill();
    }

    private boolean nothingWaits() {
        try (var admin = platform.admin()) {
            var readers = Stream.concat(functions.stream(), routed()).toList();
            return new LagReader(admin)
                    .read(readers).values().stream()
                            .allMatch(lag -> lag instanceof Lag.Known(long events) && events == 0);
        }
    }

    /// The router reads the source topics of functions with a filter, as a function without one would.
    private Stream<FunctionDeployment> routed() {
        return functions.stream()
                .filter(function -> function.getFilter() != null)
                .map(function -> FunctionDeployment.newBuilder(function)
                        .setName("router:" + function.getName())
                        .setFilter(null)
                        .setGroupId(Topics.ROUTER_GROUP)
                        .setOrdering(EventOrdering.KEY)
                        .build());
    }

    private boolean everythingIsOnTheBill() {
        var metered = new AtomicLong();
        var wire = platform.connection().wire();
        try (var reader = new TopicReader(platform.consumer())) {
            reader.readAll(List.of(Topics.USAGE), record -> {
                UsageKind kind = wire.decode(record.value(), UsageRecord.class).getKind();
                metered.addAndGet(kind == UsageKind.INVOCATION ? 1 : 0);
            });
        }
        long billed = ControlTopics.read(platform, Topics.STATEMENTS).statements().stream()
                .mapToLong(Statement::getEvents)
                .sum();
        return billed >= metered.get();
    }
}
