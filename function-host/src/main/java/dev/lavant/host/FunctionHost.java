package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.receive.EventReader;
import dev.lavant.host.receive.ShareReader;
import dev.lavant.host.receive.TopicIds;
import dev.lavant.host.report.Heartbeats;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.UsageRecord;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a host together: the function's Micronaut context, the Kafka clients, the engine.
///
/// The context and the clients start side by side, since a cold start waits for both.
final class FunctionHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionHost.class);
    private static final Duration GROUP_MARGIN = Duration.ofMinutes(4);

    private final LoadedFunction function;
    private final Committer committer;
    private final Heartbeats heartbeats;
    private final Engine engine;

    private FunctionHost(LoadedFunction function, Contacts contacts, Engine engine) {
        this.function = function;
        this.committer = contacts.committer();
        this.heartbeats = contacts.heartbeats();
        this.engine = engine;
    }

    /// Starts everything but the loop. The function's class loader becomes that of the calling thread, which also runs
    /// the loop and starts the threads of handlers.
    ///
    /// @param startedAt when its life began: that of its process, or of the order to take this function
    /// @param kafka how the broker is waited for
    /// @return empty when that was given up
    static Optional<FunctionHost> start(HostLaunch host, Instant startedAt, AvroWire wire, FirstContact kafka) {
        var begin = new Begin(host, wire, new HostStatus(startedAt), Life.since(startedAt));
        var callable = new AtomicBoolean();
        Contacts.Awaited awaited = begin.ask(kafka, callable::get);
        LoadedFunction function;
        try {
            function = LoadedFunction.of(host.deployment(), wire, new MachineTime(), begin.life());
        } catch (RuntimeException | Error broken) {
            callable.set(true);
            awaited.leave(kafka, broken);
            throw broken;
        }
        begin.status().contextReady();
        callable.set(true);
        return awaited.await(kafka)
                .or(() -> unwanted(function))
                .map(contacts -> new FunctionHost(function, contacts, begin.engine(function, contacts)));
    }

    /// What there is before Kafka has answered and the function is loaded.
    private record Begin(HostLaunch host, AvroWire wire, HostStatus status, Life life) {

        /// @param callable whether the function can be called by now, or never will
        Contacts.Awaited ask(FirstContact kafka, BooleanSupplier callable) {
            var connection = host.platform().connection(System.getenv());
            return new Contacts.Awaited(
                    kafka.ask(() -> committer(connection, host, wire)),
                    kafka.ask(() -> FirstContact.patiently(() -> knownTopics(connection, host.deployment()))),
                    kafka.ask(() -> new Heartbeats(host, status, wire, connection.withoutMetrics())),
                    kafka.ask(() -> feed(host, connection.withoutMetrics(), callable)));
        }

        Engine engine(LoadedFunction function, Contacts contacts) {
            var parts = new EngineParts(
                    host,
                    wire,
                    status,
                    life,
                    function.attempts(),
                    contacts.committer(),
                    contacts.topics(),
                    new MachineTime(),
                    (_, _) -> {});
            return new Engine(parts, owner -> contacts.feed().open(parts, owner));
        }
    }

    private static Optional<Contacts> unwanted(LoadedFunction function) {
        LOG.atInfo().log("the host is not wanted any more, and had not begun");
        function.close();
        return Optional.empty();
    }

    private static Committer fenced(Committer committer) {
        committer.fence();
        return committer;
    }

    /// What the first transaction needs to know is asked for meanwhile, and need not be known.
    private static Committer committer(Connection connection, HostLaunch host, AvroWire wire) {
        var committer = new Committer(Committer.producer(connection.withoutMetrics(), transactionalId(host)));
        Thread.ofVirtual().name("expect-usage").start(() -> expectUsage(wire));
        try {
            FirstContact.patiently(() -> fenced(committer));
            Thread.ofVirtual().name("expect-topics").start(() -> committer.expect(written(host.deployment())));
            return committer;
        } catch (KafkaException notFenced) {
            committer.close();
            throw notFenced;
        }
    }

    private static EngineParts.KnownTopics knownTopics(Connection connection, FunctionDeployment function) {
        return new EngineParts.KnownTopics(
                TopicIds.of(connection.withoutMetrics(), Topics.inputs(function)),
                topic -> TopicIds.presence(connection.withoutMetrics(), topic));
    }

    private static void expectUsage(AvroWire wire) {
        try {
            wire.expect(Topics.USAGE, UsageRecord.getClassSchema());
        } catch (KafkaException later) {
            LOG.atDebug().setCause(later).log("schema of usage records not known yet");
        }
    }

    private static List<String> written(FunctionDeployment function) {
        return Stream.concat(function.getOutputTopics().stream(), Stream.of(Topics.USAGE))
                .toList();
    }

    /// @param callable whether the engine could read itself by now, or never will
    private static FeedOpener feed(HostLaunch host, Properties client, BooleanSupplier callable) {
        FunctionDeployment function = host.deployment();
        if (function.getOrdering() == EventOrdering.NONE) {
            return new FeedOpener.OfShares(shareReader(function, client), starts(function));
        }
        var consumer = EventReader.consumer(client, function.getGroupId(), groupPatience(function));
        return switch (host.company()) {
            case AMONG_OTHERS -> new FeedOpener.OfPartitions(consumer, subscription(function));
            case ALONE, AFTER_A_CLEAN_END ->
                new FeedOpener.OfMember(joined(consumer, subscription(function), callable));
        };
    }

    /// Nobody works on the function's events: its partitions are taken before it can be called.
    private static EventReader joined(
            Consumer<byte[], byte[]> consumer, EventReader.Subscription subscription, BooleanSupplier callable) {
        var reader = new EventReader(consumer, subscription);
        try {
            reader.readAhead(callable);
            return reader;
        } catch (KafkaException notWanted) {
            boolean _ = Thread.interrupted(); // which would keep it from leaving the group
            reader.close();
            throw notWanted;
        }
    }

    private static ShareReader shareReader(FunctionDeployment function, Properties client) {
        var subscription = new ShareReader.Subscription(
                function.getGroupId(),
                Topics.inputs(function),
                ShareReader.Capacity.of(function.getConcurrency(), function.getBatchMax()));
        return new ShareReader(() -> ShareReader.consumer(client, subscription), subscription);
    }

    /// Runs until it is drained or has a reason to end.
    Engine.Exit run() {
        heartbeats.enter(HostPhase.READY);
        LOG.atInfo().log("function host runs");
        Engine.Exit exit = engine.run(() -> {
            LOG.atInfo().log("host drains");
            heartbeats.enter(HostPhase.DRAINING);
        });
        LOG.atInfo().addKeyValue("exit", exit).log("host lets go of the function");
        return exit;
    }

    /// Lets what runs finish and commits it; [#run] then returns. The host tells that it drains once nothing begins any
    /// more.
    void drain() {
        engine.drain();
    }

    @Override
    public void close() {
        heartbeats.close();
        committer.close();
        function.close();
    }

    /// A hand-over may take as long as a handler, and a little more to be committed.
    private static Duration groupPatience(FunctionDeployment function) {
        Duration attempt = Duration.ofMillis(function.getTimeoutMillis());
        return Engine.handOverPatience(attempt).plus(GROUP_MARGIN);
    }

    static EventReader.Subscription subscription(FunctionDeployment function) {
        return new EventReader.Subscription(function.getGroupId(), Topics.inputs(function), starts(function));
    }

    private static Map<TopicPartition, Long> starts(FunctionDeployment function) {
        return function.getStartOffsets().stream()
                .collect(Collectors.toMap(
                        start -> new TopicPartition(start.getTopic(), start.getPartition()), StartOffset::getOffset));
    }

    private static String transactionalId(HostLaunch host) {
        return "lavant." + host.deployment().getName() + "." + host.slot();
    }
}
