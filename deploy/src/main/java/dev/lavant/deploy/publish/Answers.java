package dev.lavant.deploy.publish;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Waits for what Kafka says.
final class Answers {
    /// A broker hears of a new topic a moment after the controller has made it.
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Answers() {}

    /// Asks about topics that are there for certain. Any broker may answer: one that has not heard of them yet is
    /// asked again, for twenty seconds at most.
    ///
    /// @param what is asked, for the failure
    /// @throws KafkaException what Kafka refused it with
    static <T> T awaitOfNewTopics(String what, Supplier<Future<T>> question) {
        long until = System.nanoTime() + HEARD_WITHIN.toNanos();
        while (true) {
            try {
                return await(what, question.get());
            } catch (UnknownTopicOrPartitionException unheard) {
                if (System.nanoTime() > until) {
                    throw unheard;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

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
