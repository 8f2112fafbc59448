package dev.lavant.cli.budget;

import dev.lavant.cli.connect.Platform;
import dev.lavant.schemas.Budget;
import dev.lavant.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Writes budgets to their topic.
record BudgetWriter(Platform platform) {

    /// @param budget empty to remove it
    void write(Scope scope, Optional<Budget> budget) {
        byte[] key = scope.key().getBytes(StandardCharsets.UTF_8);
        var record = budget.map(set -> new ProducerRecord<>(
                        Topics.BUDGETS, key, platform.connection().wire().encode(Topics.BUDGETS, set)))
                .orElseGet(() -> new ProducerRecord<>(Topics.BUDGETS, key, null));
        try (var producer = platform.producer()) {
            producer.send(record).get();
        } catch (ExecutionException refused) {
            throw new KafkaException("the budget was not written: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing", interrupted);
        }
    }
}
