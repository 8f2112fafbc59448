package dev.lavant.deploy.publish;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/// Waits for what Kafka says.
final class Answers {
    private Answers() {}

    /// @param what was asked, for the failure
    /// @throws KafkaException what Kafka refused it with
    static <T> T await(String what, Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof KafkaException kafka
                    ? kafka
                    : new KafkaException(what + " failed: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while " + what, interrupted);
        }
    }
}
