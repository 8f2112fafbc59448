package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.wire.AvroWire;
import java.util.Map;

/// What the engine works with.
///
/// @param topicIds Kafka's ids of the topics that are read, by name
/// @param time what back-off and batches go by
/// @param watcher told of every attempt that has ended, on the engine's thread
record EngineParts(
        HostLaunch host,
        AvroWire wire,
        HostStatus status,
        Attempts<Batch> attempts,
        Committer committer,
        Map<String, String> topicIds,
        HostTime time,
        Watcher watcher) {

    /// Sees what becomes of attempts.
    interface Watcher {
        /// An attempt has ended and is counted.
        void ended(Batch batch, AttemptResult result);
    }

    String topicId(String topic) {
        String id = topicIds.get(topic);
        if (id == null) {
            throw new IllegalStateException("read a record of " + topic + ", subscribed are " + topicIds.keySet());
        }
        return id;
    }
}
