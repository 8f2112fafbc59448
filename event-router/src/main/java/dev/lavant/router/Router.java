package dev.lavant.router;

import dev.lavant.filter.Filter;
import dev.lavant.router.deliver.Beginnings;
import dev.lavant.router.deliver.Delivery;
import dev.lavant.router.route.Routes;
import dev.lavant.router.route.Rule;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.StartOffset;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills the queues of functions with a filter.
///
/// It follows `lavant.functions`. A rule that changes counts from the next event on, without a restart; only when other
/// topics have to be read is Kafka Streams started anew, from the group's offsets, so that nothing is lost or doubled.
public final class Router implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final RouterConfig config;
    private final ReentrantLock lock = new ReentrantLock(); // over delivery and closed
    private final CompactedTopic<FunctionDeployment> functions;
    private volatile Routes routes = new Routes(List.of());
    private volatile @Nullable Delivery delivery; // written under the lock
    private boolean closed;

    private Router(RouterConfig config) {
        this.config = config;
        this.functions = CompactedTopic.follow(
                Topics.FUNCTIONS,
                config.connection().wire().deserializer(FunctionDeployment.class),
                config.connection().properties(),
                this::take);
    }

    /// Starts a router and returns when it knows the functions that are deployed now.
    public static Router start(RouterConfig config) {
        return new Router(config);
    }

    /// Called on the thread that follows the functions.
    private void take(Map<String, FunctionDeployment> deployed) {
        routes = new Routes(deployed.values().stream()
                .flatMap(function -> rule(function).stream())
                .toList());
        lock.lock();
        try {
            read(routes.topics());
        } finally {
            lock.unlock();
        }
    }

    private void read(Set<String> topics) {
        if (closed || (delivery != null && delivery.topics().equals(topics))) {
            return;
        }
        stopDelivery();
        if (!topics.isEmpty()) {
            Beginnings.commit(config.connection().properties(), routes.starts());
            delivery = Delivery.start(config.connection().properties(), config.state(), topics, () -> this.routes);
        }
    }

    private static Optional<Rule> rule(FunctionDeployment function) {
        if (function.getFilter() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Rule(
                    function.getName(),
                    Set.copyOf(function.getSourceTopics()),
                    Filter.parse(function.getFilter()),
                    starts(function)));
        } catch (IllegalArgumentException notAFilter) {
            LOG.atError()
                    .addKeyValue("function", function.getName())
                    .setCause(notAFilter)
                    .log("function gets no events, its filter cannot be read");
            return Optional.empty();
        }
    }

    private static Map<Routes.Partition, Long> starts(FunctionDeployment function) {
        return function.getStartOffsets().stream()
                .collect(Collectors.toMap(
                        start -> new Routes.Partition(start.getTopic(), start.getPartition()), StartOffset::getOffset));
    }

    /// Whether it routes, or nothing is to be routed. One that takes up other topics does not, for some seconds.
    public boolean routes() {
        Delivery current = delivery;
        return current == null ? routes.topics().isEmpty() : current.running();
    }

    private void stopDelivery() {
        if (delivery != null) {
            delivery.close();
            delivery = null;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            stopDelivery();
        } finally {
            lock.unlock();
        }
        functions.close();
    }
}
