package dev.lavant.torture.load;

import dev.lavant.schemas.wire.Connection;
import dev.lavant.torture.function.Chore;
import dev.lavant.torture.function.Chores;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends events steadily, whatever happens to the broker, and remembers which were acknowledged.
public final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Workload workload;
    private final KafkaProducer<String, String> producer;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Integer> exhausting = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    /// Begins at once.
    ///
    /// @param perSecond events, at least 1
    public Sender(Connection connection, Workload workload, int perSecond) {
        this.workload = workload;
        var settings = connection.properties();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        var _ = pace.scheduleAtFixedRate(this::tick, 0, periodNanos(perSecond), TimeUnit.NANOSECONDS);
    }

    private static long periodNanos(int perSecond) {
        return Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /// Has one of the next events exhaust the memory of as many hosts.
    public void exhaust(int times) {
        exhausting.add(times);
    }

    private void tick() {
        Integer times = exhausting.poll();
        send(times == null ? workload.next() : workload.exhausting(times));
    }

    private void send(Chore chore) {
        var _ = producer.send(new ProducerRecord<>(Chores.EVENTS, chore.key(), ChoreJson.write(chore)), (_, failed) -> {
            if (failed == null) {
                acknowledged.add(chore.event());
            } else {
                LOG.atWarn()
                        .addKeyValue("event", chore.event())
                        .setCause(failed)
                        .log("event was not acknowledged");
            }
        });
    }

    /// The names of the events that are in Kafka for sure.
    public Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /// Sends no more; what is on its way still arrives.
    public void stop() {
        pace.shutdown();
        producer.flush();
    }

    @Override
    public void close() {
        pace.shutdownNow();
        producer.close(TICK);
    }
}
