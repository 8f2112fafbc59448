package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.receive.EventReader;
import dev.lavant.host.receive.TopicIds;
import dev.lavant.schemas.HostHeartbeat;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.launch.PlatformAddress;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a warm host does before it has a function: each thing that a start does is done, with a group and a
/// transactional id that are no function's, so that classes are loaded, code is compiled and schema ids are known.
///
/// Nothing depends on it: a step that fails costs the function's start the time that it would have saved.
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /// Of the group and the transactional id; no function's begin like this.
    private static final String NAME = "lavant-warm";

    /// There may be nothing to read.
    private static final Duration LONGEST_READ = Duration.ofSeconds(5);

    /// A context that takes 500 ms to start the first time takes 40 after so many.
    private static final int UNTIL_COMPILED = 10;

    private static final Duration GROUP_PATIENCE = Duration.ofSeconds(30);

    private final Properties client;
    private final AvroWire wire;

    WarmUp(PlatformAddress platform, AvroWire wire) {
        this.client = platform.connection(System.getenv()).withoutMetrics();
        this.wire = wire;
    }

    /// Does one after the other.
    ///
    /// @param wanted whether the function is there: what is left then waits for nobody
    void run(BooleanSupplier wanted) {
        List<Runnable> once = List.of(this::function, this::schemas, this::topics, () -> event(wanted));
        List<Runnable> again = Collections.nCopies(UNTIL_COMPILED, this::function);
        Stream.of(once, again, once)
                .flatMap(List::stream)
                .takeWhile(_ -> !wanted.getAsBoolean())
                .forEach(WarmUp::tried);
    }

    private static void tried(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException later) {
            LOG.atDebug().setCause(later).log("not warm in one thing, a start will take longer");
        }
    }

    /// One without classes of its own. Its class loader is a new one each time, as Micronaut remembers what it found.
    private void function() {
        try (var classes = new URLClassLoader(NAME, new URL[0], WarmUp.class.getClassLoader());
                var context = LoadedFunction.context(classes)) {
            var json = context.getBean(ObjectMapper.class);
            Map<String, String> event = json.readValue("{\"a\":\"b\"}", Argument.mapOf(String.class, String.class));
            var _ = json.writeValueAsBytes(event);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void schemas() {
        wire.expect(Topics.HOSTS, HostHeartbeat.getClassSchema());
        wire.expect(Topics.USAGE, UsageRecord.getClassSchema());
    }

    private void topics() {
        var _ = TopicIds.of(client, List.of(Topics.HOSTS));
    }

    /// Joins, reads and commits how far it has come, as for an event that nothing comes of.
    private void event(BooleanSupplier wanted) {
        var subscription = new EventReader.Subscription(NAME, List.of(Topics.HOSTS), Map.of());
        try (var committer = new Committer(Committer.producer(client, NAME));
                var reader = new EventReader(EventReader.consumer(client, NAME, GROUP_PATIENCE), subscription)) {
            committer.fence();
            committer.expect(List.of(Topics.HOSTS));
            long until = System.nanoTime() + LONGEST_READ.toNanos();
            reader.readAhead(() -> wanted.getAsBoolean() || System.nanoTime() > until);
            var from = Map.of(new TopicPartition(Topics.HOSTS, 0), new OffsetAndMetadata(0));
            committer.begin(new Committer.Transaction(List.of(), from, Optional.of(reader.groupMetadata())));
            var _ = committer.await();
        }
    }
}
