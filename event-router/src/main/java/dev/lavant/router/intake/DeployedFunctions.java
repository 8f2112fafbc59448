package dev.lavant.router.intake;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Replays;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is deployed now.
///
/// Thread-safe.
public final class DeployedFunctions implements AutoCloseable {
    private static final int MOST_NAMED = 5;

    private final LateTopic<FunctionDeployment> topic;

    public DeployedFunctions(Connection connection) {
        this.topic = new LateTopic<>(Topics.FUNCTIONS, FunctionDeployment.class, connection);
    }

    /// The function of a name, if the caller sees it.
    ///
    /// @throws Refusal 404 when none has it, 503 when Kafka or the registry is away
    FunctionDeployment named(String name, Gate.Caller caller) {
        Map<String, FunctionDeployment> deployed = topic.values();
        return Optional.ofNullable(deployed.get(name))
                .filter(function -> !Replays.isBeside(name) && caller.sees(function))
                .orElseThrow(() -> new Refusal(
                        404,
                        "there is no function '" + name + "'",
                        others(deployed.values().stream()
                                .filter(caller::sees)
                                .map(FunctionDeployment::getName)
                                .filter(other -> !Replays.isBeside(other))
                                .toList())));
    }

    private static String others(Collection<String> names) {
        String some = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "None is deployed: type lavant deploy DIR."
                : "Call one of those that lavant ls shows: " + some + (names.size() > MOST_NAMED ? ", ..." : "")
                        + "; or deploy it with lavant deploy DIR.";
    }

    @Override
    public void close() {
        topic.close();
    }
}
