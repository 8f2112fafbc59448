package dev.lavant.bench.contender;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.transaction.KafkaTransactionManager;

/// spring-kafka's listener container without Spring Boot, on one consumer thread.
public final class Spring {
    private final Orders orders;
    private final Work work;
    private final ContainerProperties container;

    private Spring(Orders orders) {
        this.orders = orders;
        this.work = new Work(orders.workNanos());
        this.container = new ContainerProperties(orders.topic());
        container.setGroupId(orders.group());
        container.setAckMode(AckMode.BATCH);
    }

    /// Starts a container and returns; its thread keeps the process.
    ///
    /// @param args `record`, `record-transaction` or `batch-transaction`
    public static void main(String[] args) {
        var spring = new Spring(Orders.read());
        Orders.endWithParent();
        switch (args[0]) {
            case "record" -> spring.oneByOne();
            case "record-transaction" -> spring.oneByOneInTransactions();
            case "batch-transaction" -> spring.batchesInTransactions();
            default -> throw new IllegalArgumentException("there is no listener '" + args[0] + "'");
        }
        var consumers = new DefaultKafkaConsumerFactory<>(
                map(spring.orders.consumerSettings()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        new KafkaMessageListenerContainer<>(consumers, spring.container).start();
    }

    private void oneByOne() {
        container.setAckMode(AckMode.RECORD);
        container.setMessageListener((MessageListener<byte[], byte[]>) _ -> work.run());
    }

    private void oneByOneInTransactions() {
        container.setAckMode(AckMode.RECORD);
        KafkaTemplate<byte[], byte[]> template = transactions();
        var usage = new UsageSized(orders.output());
        container.setMessageListener((MessageListener<byte[], byte[]>) event -> {
            work.run();
            var _ = template.send(usage.of(event.partition()));
        });
    }

    private void batchesInTransactions() {
        KafkaTemplate<byte[], byte[]> template = transactions();
        var usage = new UsageSized(orders.output());
        container.setMessageListener((BatchMessageListener<byte[], byte[]>) events -> events.forEach(event -> {
            work.run();
            var _ = template.send(usage.of(event.partition()));
        }));
    }

    private KafkaTemplate<byte[], byte[]> transactions() {
        var producers = new DefaultKafkaProducerFactory<>(
                map(orders.producerSettings()), new ByteArraySerializer(), new ByteArraySerializer());
        container.setKafkaAwareTransactionManager(new KafkaTransactionManager<>(producers));
        return new KafkaTemplate<>(producers);
    }

    private static Map<String, Object> map(Properties properties) {
        var map = new HashMap<String, Object>();
        properties.forEach((name, value) -> map.put(String.valueOf(name), value));
        return map;
    }
}
