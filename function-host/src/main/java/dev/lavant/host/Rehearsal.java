package dev.lavant.host;

import dev.lavant.function.Event;
import dev.lavant.host.commit.Committer;
import dev.lavant.host.invoke.AttemptResult;
import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.Events;
import dev.lavant.host.invoke.Invoker;
import dev.lavant.host.invoke.PayloadReader;
import dev.lavant.host.meter.HostTime;
import dev.lavant.host.receive.EventReader;
import dev.lavant.host.receive.TopicIds;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.wire.AvroWire;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/// A function's host whose loop the caller turns: the same engine as in production, so what it does in a test it does.
///
/// Handlers run on threads of their own, all else on the caller's, which must always be the same one.
public final class Rehearsal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(2);
    private static final Duration GROUP_PATIENCE = Duration.ofMinutes(5);

    private final Engine engine;
    private final Committer committer;

    private Rehearsal(Engine engine, Committer committer) {
        this.engine = engine;
        this.committer = committer;
    }

    /// What the host stands on.
    ///
    /// @param consumer reads the function's events; closed with the rehearsal
    /// @param producer a transactional one; closed with the rehearsal
    /// @param topicIds of the topics that are read, by name
    /// @param time what back-off, batches and time stamps go by
    /// @param watcher told of every attempt that has ended, on the caller's thread
    public record Stage(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            AvroWire wire,
            Map<String, String> topicIds,
            HostTime time,
            java.util.function.Consumer<FunctionAttempt> watcher) {}

    /// Starts one; the function's bean is that of the context.
    public static Rehearsal of(ApplicationContext context, FunctionDeployment function, Stage stage) {
        var host = new HostLaunch(function.getName() + "-rehearsal", 0, function, "-", "-");
        Life life = Life.since(Instant.now());
        Attempts<Batch> attempts =
                EngineParts.attempts(Invoker.of(context, function, stage.wire(), stage.time()), function, life);
        var committer = new Committer(stage.producer());
        committer.fence();
        var parts = new EngineParts(
                host,
                stage.wire(),
                new HostStatus(Instant.now()),
                life,
                attempts,
                committer,
                new EngineParts.KnownTopics(stage.topicIds(), _ -> TopicIds.Presence.THERE),
                stage.time(),
                (batch, result) -> stage.watcher()
                        .accept(ended(function, batch, result, stage.time().now())));
        var engine = new Engine(
                parts,
                owner -> new PartitionFeed(
                        parts,
                        owner,
                        ownership ->
                                new EventReader(stage.consumer(), FunctionHost.subscription(function), ownership)));
        return new Rehearsal(engine, committer);
    }

    private static FunctionAttempt ended(FunctionDeployment function, Batch batch, AttemptResult result, Instant now) {
        ConsumerRecord<byte[], byte[]> first = batch.first().record;
        return new FunctionAttempt(
                function.getName(),
                Math.max(1, batch.first().attempts()),
                first.topic(),
                first.partition(),
                first.offset(),
                batch.size(),
                now,
                result.thrown(),
                result instanceof AttemptResult.TimedOut late ? Optional.of(late.deadline()) : Optional.empty());
    }

    /// A record as a handler sees it.
    ///
    /// @param json reads what is neither Avro, text nor bytes
    /// @throws dev.lavant.schemas.wire.UnreadableRecord when it is no such event
    public static <T> Event<T> event(
            ConsumerRecord<byte[], byte[]> record, Class<T> type, AvroWire wire, ObjectMapper json) {
        return Events.of(
                record,
                type.cast(PayloadReader.of(Argument.of(type), wire, json).read(record.value())));
    }

    /// A consumer as a host in production has it.
    public static Consumer<byte[], byte[]> consumer(Properties client, String group) {
        return EventReader.consumer(client, group, GROUP_PATIENCE);
    }

    /// A producer as a host in production has it.
    public static Producer<byte[], byte[]> producer(Properties client, String transactionalId) {
        return Committer.producer(client, transactionalId);
    }

    /// Turns the loop once.
    ///
    /// @throws IllegalStateException when the host would have ended: a handler ignores its interruption, or Kafka
    ///     refused a commit for good
    public void turn() {
        engine.turn(PATIENCE);
        engine.commitNow();
        engine.exit().ifPresent(exit -> {
            throw new IllegalStateException("the host would have ended: " + exit);
        });
    }

    /// Whether nothing runs, nothing is due and all that was decided is committed.
    public boolean quiet() {
        return engine.quiet();
    }

    /// Whether everything that its topics hold has been read.
    public boolean atEnd() {
        return engine.atEnd();
    }

    /// When the next event that waits is due, by the stage's time in nanoseconds.
    public OptionalLong nextDueNanos() {
        return engine.nextDueNanos();
    }

    @Override
    public void close() {
        engine.close();
        committer.close();
    }
}
