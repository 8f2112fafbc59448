package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.invoke.Invoker;
import dev.lavant.host.receive.EventReader;
import dev.lavant.host.receive.TopicIds;
import dev.lavant.host.report.HostStatus;
import dev.lavant.local.LocalPlatform;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import org.apache.kafka.clients.consumer.Consumer;

/// The engine of a host in slot 0 with a consumer of the test's own.
final class BareEngine {
    private BareEngine() {}

    static Engine reading(LocalPlatform platform, RunningHost host, Consumer<byte[], byte[]> consumer) {
        var connection = platform.connection();
        var function = host.function();
        var time = new MachineTime();
        Life life = Life.since(Instant.now());
        var invoker = Invoker.of(ApplicationContext.run(), function, platform.wire(), time);
        var committer = new Committer(Committer.producer(connection.properties(), function.getName()));
        committer.fence();
        var parts = new EngineParts(
                host.launch(0),
                platform.wire(),
                new HostStatus(Instant.now()),
                life,
                EngineParts.attempts(invoker, function, life),
                committer,
                new EngineParts.KnownTopics(
                        TopicIds.of(connection.properties(), function.getSourceTopics()), _ -> TopicIds.Presence.THERE),
                time,
                (_, _) -> {});
        return new Engine(
                parts,
                owner -> new PartitionFeed(
                        parts,
                        owner,
                        ownership -> new EventReader(consumer, FunctionHost.subscription(function), ownership)));
    }
}
