package dev.lavant.router.deliver;

import dev.lavant.router.route.Routes;
import dev.lavant.schemas.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
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

    private final KafkaStreams streams;
    private final Set<String> topics;

    private Delivery(KafkaStreams streams, Set<String> topics) {
        this.streams = streams;
        this.topics = topics;
    }

    /// Starts to route what these topics hold beyond the group's offsets.
    ///
    /// @param client Kafka client settings
    /// @param state folder of Kafka Streams
    public static Delivery start(Properties client, Path state, Set<String> topics, Supplier<Routes> routes) {
        var streams = new KafkaStreams(QueueTopology.of(topics, routes), settings(client, state));
        streams.setUncaughtExceptionHandler(died -> {
            LOG.atError().addKeyValue("topics", topics).setCause(died).log("router thread died and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
        return new Delivery(streams, topics);
    }

    /// The topics that are read.
    public Set<String> topics() {
        return topics;
    }

    private static Properties settings(Properties client, Path state) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Topics.ROUTER_GROUP);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 25);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        return settings;
    }

    @Override
    public void close() {
        if (!streams.close(CLOSE_TIMEOUT)) {
            LOG.atWarn().addKeyValue("topics", topics).log("router did not stop in time");
        }
    }
}
