package dev.lavant.billing;

import dev.lavant.billing.collect.BillingTopology;
import dev.lavant.billing.collect.KeptState;
import dev.lavant.schemas.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns usage into sums and statements for as long as it runs, exactly once (KIP-129, KIP-447).
public final class Billing implements AutoCloseable {
    /// Consumer group of billing.
    public static final String GROUP = Topics.BILLING_GROUP;

    private static final Logger LOG = LoggerFactory.getLogger(Billing.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaStreams streams;

    private Billing(KafkaStreams streams) {
        this.streams = streams;
    }

    /// Starts billing from where it stopped; does not wait until it has caught up.
    ///
    /// @throws KafkaException when the topics of the platform are not there
    /// @throws IllegalStateException when what it has counted is lost, see [KeptState]
    public static Billing start(BillingConfig config) {
        var streams = new KafkaStreams(
                BillingTopology.of(config.connection().wire(), config.prices(), usagePartitions(config)),
                settings(config));
        streams.setUncaughtExceptionHandler(died -> {
            LOG.atError().setCause(died).log("billing thread died and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
        return new Billing(streams);
    }

    /// Whether it bills, or is about to: false once it has ended for good.
    public boolean running() {
        return !streams.state().hasCompletedShutdown() && !streams.state().isShuttingDown();
    }

    /// Whether it bills now, or shares out partitions with others.
    public boolean ready() {
        return streams.state().isRunningOrRebalancing();
    }

    private static int usagePartitions(BillingConfig config) {
        try (var admin = Admin.create(config.connection().properties())) {
            new KeptState(admin).require();
            return admin.describeTopics(List.of(Topics.USAGE)).allTopicNames().get().values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
        } catch (ExecutionException unknown) {
            throw new KafkaException(
                    "billing cannot start without " + Topics.USAGE + ": " + unknown.getCause(), unknown);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while billing started", interrupted);
        }
    }

    private static Properties settings(BillingConfig config) {
        Properties settings = config.connection().properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, GROUP);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.state().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        return settings;
    }

    @Override
    public void close() {
        if (!streams.close(CLOSE_TIMEOUT)) {
            LOG.atWarn().log("billing did not stop in time");
        }
    }
}
