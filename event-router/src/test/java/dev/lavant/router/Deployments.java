package dev.lavant.router;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import java.time.Instant;
import java.util.List;

/// Functions to route to, which no host runs: they read `<name>-in`.
public final class Deployments {
    private Deployments() {}

    /// A function; the caller changes what it is about.
    public static FunctionDeployment.Builder function(String name) {
        return FunctionDeployment.newBuilder()
                .setName(name)
                .setRevision(1)
                .setSourceTopics(List.of(name + "-in"))
                .setGroupId(Topics.group(name))
                .setHandlerClass("shop.Receipts")
                .setHandlerMethod("receipt")
                .setTimeoutMillis(1_000)
                .setMemoryMib(128)
                .setConcurrency(1)
                .setMaxAttempts(3)
                .setBackoffMillis(100)
                .setTargetLatencyMillis(1_000)
                .setMaxHosts(1)
                .setClasspath(List.of())
                .setDeployedAt(Instant.EPOCH);
    }
}
