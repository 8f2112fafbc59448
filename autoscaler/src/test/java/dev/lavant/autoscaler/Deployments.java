package dev.lavant.autoscaler;

import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.GeneratedClasses;
import java.time.Instant;
import java.util.List;

/// Functions to scale: they read `<name>-in`, at most three hosts with 96 MiB each, one event at a time.
public final class Deployments {
    static {
        GeneratedClasses.trust(); // defaults of the schema are read into them
    }

    private Deployments() {}

    /// A function; the caller changes what it is about.
    public static FunctionDeployment.Builder function(String name) {
        return FunctionDeployment.newBuilder()
                .setName(name)
                .setRevision(1)
                .setTenant("acme")
                .setSourceTopics(List.of(name + "-in"))
                .setGroupId(Topics.group(name))
                .setHandlerClass("Tiny")
                .setHandlerMethod("work")
                .setTimeoutMillis(1_000)
                .setMemoryMib(96)
                .setConcurrency(1)
                .setMaxAttempts(3)
                .setBackoffMillis(10)
                .setTargetLatencyMillis(2_000)
                .setMaxHosts(3)
                .setClasspath(List.of())
                .setDeployedAt(Instant.now());
    }
}
