package dev.lavant.host;

import dev.lavant.host.commit.Committer;
import dev.lavant.host.invoke.Attempts;
import dev.lavant.host.invoke.Invoker;
import dev.lavant.host.receive.EventReader;
import dev.lavant.host.receive.ShareReader;
import dev.lavant.host.receive.TopicIds;
import dev.lavant.host.report.Heartbeats;
import dev.lavant.host.report.HostStatus;
import dev.lavant.schemas.EventOrdering;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.HostPhase;
import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.launch.HostLaunch;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import dev.lavant.schemas.wire.Connection;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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

    private final URLClassLoader classes;
    private final ApplicationContext context;
    private final Committer committer;
    private final Heartbeats heartbeats;
    private final Engine engine;

    private FunctionHost(
            URLClassLoader classes,
            ApplicationContext context,
            Committer committer,
            Heartbeats heartbeats,
            Engine engine) {
        this.classes = classes;
        this.context = context;
        this.committer = committer;
        this.heartbeats = heartbeats;
        this.engine = engine;
    }

    /// Starts everything but the loop. The function's class loader becomes that of the calling thread, which also runs
    /// the loop and starts the threads of handlers.
    ///
    /// @param startedAt when its life began: that of its process, or of the order to take this function
    /// @param kafka how the broker is waited for
    /// @return empty when that was given up
    static Optional<FunctionHost> start(HostLaunch host, Instant startedAt, FirstContact kafka) {
        FunctionDeployment function = host.deployment();
        var connection = Connection.to(host.bootstrapServers(), URI.create(host.schemaRegistryUrl()));
        AvroWire wire = connection.wire();
        var time = new MachineTime();
        var status = new HostStatus(startedAt);
        Life life = Life.since(startedAt);
        Contacts.Awaited awaited =
                ask(kafka, connection, host, () -> new Heartbeats(host, status, wire, connection.properties()));
        URLClassLoader classes = FunctionClasses.of(function);
        ApplicationContext context = context(classes);
        Attempts<Batch> attempts = EngineParts.attempts(Invoker.of(context, function, wire, time), function, life);
        status.contextReady();
        Optional<Contacts> contacts = awaited.await(kafka);
        if (contacts.isEmpty()) {
            LOG.atInfo().log("the host is not wanted any more, and had not begun");
            close(context, classes);
            return Optional.empty();
        }
        Committer committer = contacts.get().committer();
        var parts = new EngineParts(
                host, wire, status, life, attempts, committer, contacts.get().topics(), time, (_, _) -> {});
        var engine = new Engine(parts, owner -> contacts.get().feed().open(parts, owner));
        return Optional.of(
                new FunctionHost(classes, context, committer, contacts.get().heartbeats(), engine));
    }

    private static Contacts.Awaited ask(
            FirstContact kafka, Connection connection, HostLaunch host, Callable<Heartbeats> heartbeats) {
        return new Contacts.Awaited(
                kafka.ask(() -> committer(connection, host)),
                kafka.ask(() -> FirstContact.patiently(() -> knownTopics(connection, host.deployment()))),
                kafka.ask(heartbeats),
                kafka.ask(() -> feed(host.deployment(), connection.properties())));
    }

    private static Committer fenced(Committer committer) {
        committer.fence();
        return committer;
    }

    private static Committer committer(Connection connection, HostLaunch host) {
        var committer = new Committer(Committer.producer(connection.properties(), transactionalId(host)));
        try {
            return FirstContact.patiently(() -> fenced(committer));
        } catch (KafkaException notFenced) {
            committer.close();
            throw notFenced;
        }
    }

    private static EngineParts.KnownTopics knownTopics(Connection connection, FunctionDeployment function) {
        return new EngineParts.KnownTopics(
                TopicIds.of(connection.properties(), topics(function)),
                topic -> TopicIds.presence(connection.properties(), topic));
    }

    private static ApplicationContext context(ClassLoader classes) {
        Thread.currentThread().setContextClassLoader(classes);
        return ApplicationContext.builder()
                .classLoader(classes)
                .banner(false)
                .deduceEnvironment(false)
                .start();
    }

    private static FeedOpener feed(FunctionDeployment function, Properties client) {
        return function.getOrdering() == EventOrdering.NONE
                ? new FeedOpener.OfShares(shareReader(function, client), starts(function))
                : new FeedOpener.OfPartitions(
                        EventReader.consumer(client, function.getGroupId(), groupPatience(function)),
                        subscription(function));
    }

    private static ShareReader shareReader(FunctionDeployment function, Properties client) {
        var subscription = new ShareReader.Subscription(
                function.getGroupId(),
                topics(function),
                ShareReader.Capacity.of(function.getConcurrency(), function.getBatchMax()));
        return new ShareReader(() -> ShareReader.consumer(client, subscription), subscription);
    }

    /// Runs until it is drained or has a reason to end.
    Engine.Exit run() {
        heartbeats.enter(HostPhase.READY);
        LOG.atInfo().log("function host runs");
        return engine.run(() -> heartbeats.enter(HostPhase.DRAINING));
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
        close(context, classes);
    }

    private static void close(ApplicationContext context, URLClassLoader classes) {
        context.close();
        try {
            classes.close();
        } catch (IOException notClosed) {
            LOG.atWarn().setCause(notClosed).log("jars of the function not closed");
        }
    }

    /// A hand-over may take as long as a handler, and a little more to be committed.
    private static Duration groupPatience(FunctionDeployment function) {
        Duration attempt = Duration.ofMillis(function.getTimeoutMillis());
        return Engine.handOverPatience(attempt).plus(GROUP_MARGIN);
    }

    static EventReader.Subscription subscription(FunctionDeployment function) {
        return new EventReader.Subscription(function.getGroupId(), topics(function), starts(function));
    }

    private static Map<TopicPartition, Long> starts(FunctionDeployment function) {
        return function.getStartOffsets().stream()
                .collect(Collectors.toMap(
                        start -> new TopicPartition(start.getTopic(), start.getPartition()), StartOffset::getOffset));
    }

    static List<String> topics(FunctionDeployment function) {
        return function.getFilter() == null
                ? List.copyOf(function.getSourceTopics())
                : List.of(Topics.queue(function.getName()));
    }

    private static String transactionalId(HostLaunch host) {
        return "lavant." + host.deployment().getName() + "." + host.slot();
    }
}
