package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.Invoker;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.receive.TopicIds.Presence;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// What the engine works with.
///
/// @param time what back-off and batches go by
/// @param watcher told of every attempt that has ended, on the engine's thread
record EngineParts(
        HostLaunch host,
        AvroWire wire,
        HostStatus status,
        Life life,
        Attempts<Batch> attempts,
        Committer committer,
        KnownTopics topics,
        HostTime time,
        Watcher watcher) {

    /// What is known of topics.
    ///
    /// @param ids Kafka's ids of those that are read, by name
    /// @param presence asks whether one is there; may block
    record KnownTopics(Map<String, String> ids, Function<String, Presence> presence) {}

    /// Sees what becomes of attempts.
    interface Watcher {
        /// An attempt has ended and is counted.
        void ended(Batch batch, AttemptResult result);
    }

    /// The attempts of an engine.
    static Attempts<Batch> attempts(Invoker invoker, FunctionDeployment function, Life life) {
        return new Attempts<>(
                invoker,
                Duration.ofMillis(function.getTimeoutMillis()),
                function.getConcurrency(),
                new Attempts.Asked<>(Batch::mayBegin, Batch::failed),
                life.shared());
    }

    String topicId(String topic) {
        String id = topics.ids().get(topic);
        if (id == null) {
            throw new IllegalStateException("read a record of " + topic + ", subscribed are "
                    + topics.ids().keySet());
        }
        return id;
    }
}
