package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.functions.Lag;
import dev.lavant.cli.functions.LagReader;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Waits until deployed functions are served by their newest revision alone.
///
/// @param functions as they were deployed
record HandOver(Platform platform, List<FunctionDeployment> functions) {
    private static final Duration HEARTBEAT_IS_FRESH = Duration.ofSeconds(10);

    /// Returns when that is so.
    ///
    /// @throws CommandFailed with exit code 6 when it takes longer
    void await(Duration atMost) {
        new Waiting(atMost)
                .until(
                        this::unfinished,
                        left -> new CommandFailed(
                                Exit.WAITED_IN_VAIN,
                                "the hand-over was not complete after " + atMost.toSeconds() + " s",
                                left,
                                "It goes on without this command. Watch it:  lavant ls   or   lavant describe FUNCTION"));
    }

    private Optional<String> unfinished() {
        List<HostHeartbeat> hosts = alive();
        Map<String, Lag> lags;
        try (var admin = platform.admin()) {
            lags = new LagReader(admin).read(functions);
        }
        return functions.stream()
                .flatMap(function ->
                        unfinished(function, hosts, lags.getOrDefault(function.getName(), new Lag.Unknown("not read")))
                                .stream())
                .findFirst();
    }

    private List<HostHeartbeat> alive() {
        Instant oldest = Instant.now().minus(HEARTBEAT_IS_FRESH);
        return ControlTopics.read(platform, Topics.HOSTS).hosts().stream()
                .filter(host ->
                        host.getPhase() != HostPhase.STOPPED && host.getAt().isAfter(oldest))
                .toList();
    }

    /// What is still to come for one function, as a sentence.
    static Optional<String> unfinished(FunctionDeployment function, List<HostHeartbeat> alive, Lag lag) {
        List<HostHeartbeat> its = alive.stream()
                .filter(host -> host.getFunction().equals(function.getName()))
                .toList();
        long old = its.stream()
                .filter(host -> host.getRevision() < function.getRevision())
                .count();
        if (old > 0) {
            return Optional.of(function.getName() + " still has " + old + " hosts of an older revision.");
        }
        boolean served = its.stream().anyMatch(host -> host.getPhase() == HostPhase.READY);
        boolean waiting = !(lag instanceof Lag.Known(long events) && events == 0);
        if (waiting && !served && !function.getPaused()) {
            return Optional.of(function.getName() + " has events that wait, and no host is ready.");
        }
        return Optional.empty();
    }
}
