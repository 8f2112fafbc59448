package dev.lavant.router.deliver;

import dev.lavant.router.route.Routes;
import dev.lavant.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the topology with exactly-once semantics: a record is in its queues once for readers of committed records,
/// whatever happens to this process. Source: KIP-129, KIP-447.
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int COMMIT_MILLIS = 25;
    private static final int REPLACE_AFTER_MILLIS = 500;

    /// How long a killed router's partitions wait for another one, and readers of its queues for its last transaction:
    /// it is of no use that one ends before the other.
    private static final int GONE_AFTER_MILLIS = 6_000;

    private static final int TOPICS_SEEN_WITHIN_MILLIS = 5_000;

    /// What a record may have is for its topics to say (`max.message.bytes`), not for this client.
    private static final int LARGEST_RECORD_BYTES = 16 << 20;

    private final KafkaStreams streams;
    private final Set<String> topics;
    private final CountDownLatch closing = new CountDownLatch(1);

    private Delivery(KafkaStreams streams, Set<String> topics) {
        this.streams = streams;
        this.topics = topics;
    }

    /// Starts to route what these topics hold beyond the group's offsets. A topic that is not there is read once it is.
    ///
    /// @param client Kafka client settings
    /// @param state folder of Kafka Streams, of this delivery alone
    /// @throws org.apache.kafka.common.KafkaException when the settings or the folder cannot be used
    public static Delivery start(Properties client, Path state, Set<String> topics, Supplier<Routes> routes) {
        var streams = new KafkaStreams(QueueTopology.of(topics, routes), settings(client, state));
        var delivery = new Delivery(streams, topics);
        streams.setUncaughtExceptionHandler(delivery::replace);
        streams.start();
        return delivery;
    }

    /// The topics that are read.
    public Set<String> topics() {
        return topics;
    }

    /// Whether it routes, or shares out partitions with other routers.
    public boolean running() {
        return streams.state().isRunningOrRebalancing();
    }

    /// Runs on the thread that dies; what killed it may well kill the next one, hence the pause.
    private StreamThreadExceptionResponse replace(Throwable died) {
        LOG.atError().addKeyValue("topics", topics).setCause(died).log("router thread died and is replaced");
        try {
            return closing.await(REPLACE_AFTER_MILLIS, TimeUnit.MILLISECONDS)
                    ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                    : StreamThreadExceptionResponse.REPLACE_THREAD;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
    }

    private static Properties settings(Properties client, Path state) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Topics.ROUTER_GROUP);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        settings.put(StreamsConfig.POLL_MS_CONFIG, COMMIT_MILLIS); // a commit waits for the poll before it to end
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), GONE_AFTER_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD_BYTES);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), GONE_AFTER_MILLIS);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), TOPICS_SEEN_WITHIN_MILLIS);
        return settings;
    }

    /// Stops and leaves the group, so that a successor need not wait for the session of this one to end.
    @Override
    public void close() {
        closing.countDown();
        if (!streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP))) {
            LOG.atWarn().addKeyValue("topics", topics).log("router did not stop in time");
        }
    }
}
