package dev.lavant.autoscaler;

import dev.lavant.autoscaler.decide.Lag;
import dev.lavant.autoscaler.observe.OldestWaiting;
import dev.lavant.schemas.AlertKind;
import dev.lavant.schemas.BudgetAlert;
import dev.lavant.schemas.Spending;
import dev.lavant.schemas.control.CompactedTopic;
import dev.lavant.schemas.topics.Topics;
import dev.lavant.schemas.wire.AvroWire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What billing says of budgets, from `billing.spending`, and what the autoscaler says of those who stopped, to
/// `billing.alerts`.
final class BudgetTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetTopics.class);
    private static final String AS_OF = "as-of";
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final AvroWire wire;
    private final Properties client;
    private final CompactedTopic<Spending> spending;
    private final KafkaProducer<String, byte[]> producer;

    /// @param changed called when a budget was told anew
    BudgetTopics(Properties client, AvroWire wire, Runnable changed) {
        this.wire = wire;
        this.client = client;
        this.spending =
                CompactedTopic.follow(Topics.SPENDING, wire.deserializer(Spending.class), client, _ -> changed.run());
        var settings = new Properties();
        settings.putAll(client);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /// What billing has said last.
    Budgets.Told spending() {
        Map<String, Spending> budgets = new HashMap<>(spending.values());
        Spending asOf = budgets.remove(AS_OF);
        return new Budgets.Told(asOf == null ? Instant.EPOCH : asOf.getAsOf(), budgets.values());
    }

    /// Publishes an alert, on a thread of its own: what waits has to be asked for.
    void tell(AlertKind kind, FunctionControl.Step step, Spending budget) {
        Thread.ofVirtual().name("alert").start(() -> {
            try {
                var oldest = kind == AlertKind.PAUSED && step.seen().lag() instanceof Lag.Known lag
                        ? OldestWaiting.find(client, lag)
                        : Optional.<OldestWaiting>empty();
                publish(alert(kind, step, budget, oldest));
            } catch (KafkaException failed) { // also the registry's
                LOG.atError()
                        .addKeyValue("function", step.function().getName())
                        .addKeyValue("alert", kind)
                        .setCause(failed)
                        .log("alert not published");
            }
        });
    }

    private void publish(BudgetAlert alert) {
        LOG.atWarn()
                .addKeyValue("function", alert.getFunction())
                .addKeyValue("alert", alert.getKind())
                .addKeyValue("text", alert.getText())
                .log("budget alert");
        String key = Topics.budget(alert.getTenant(), alert.getFunction());
        var _ = producer.send(
                new ProducerRecord<>(Topics.ALERTS, key, wire.encode(Topics.ALERTS, alert)), (_, failed) -> {
                    if (failed != null) {
                        LOG.atError().addKeyValue("alert", key).setCause(failed).log("alert not published");
                    }
                });
    }

    private static BudgetAlert alert(
            AlertKind kind, FunctionControl.Step step, Spending budget, Optional<OldestWaiting> oldest) {
        long waiting = step.seen().lag() instanceof Lag.Known lag ? lag.events() : -1;
        String function = step.function().getTenant() + "/" + step.function().getName();
        return BudgetAlert.newBuilder()
                .setTenant(step.function().getTenant())
                .setFunction(step.function().getName())
                .setKind(kind)
                .setPeriod(budget.getPeriod())
                .setCurrency(budget.getCurrency())
                .setLimitNanos(budget.getLimitNanos())
                .setSpentNanos(budget.getSpentNanos())
                .setBurnPerHourNanos(budget.getBurnPerHourNanos())
                .setWaiting(waiting)
                .setOldestAt(oldest.map(OldestWaiting::at).orElse(null))
                .setExpiresAt(oldest.flatMap(OldestWaiting::expiresAt).orElse(null))
                .setAt(step.seen().at())
                .setText(
                        kind == AlertKind.PAUSED
                                ? function + " stopped: " + step.decision().reason()
                                        + oldest.map(OldestWaiting::text).orElse("")
                                : function + " may go on: its budget has something left")
                .build();
    }

    @Override
    public void close() {
        spending.close();
        producer.close(CLOSE_TIMEOUT);
    }
}
