package dev.lavant.deploy.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final AtomicInteger asked = new AtomicInteger();

    /// Of three brokers one may have made a topic that the other two have not heard of.
    @Test
    void a_broker_that_has_not_heard_of_a_new_topic_yet_is_asked_again() {
        String answer = Answers.awaitOfNewTopics(
                "describing t",
                () -> asked.incrementAndGet() < 3
                        ? refused(new UnknownTopicOrPartitionException("not hosted here"))
                        : CompletableFuture.completedFuture("three partitions"));

        assertThat(answer).isEqualTo("three partitions");
        assertThat(asked).hasValue(3);
    }

    @Test
    void what_is_refused_for_good_is_not_asked_again() {
        assertThatThrownBy(() -> Answers.awaitOfNewTopics("describing t", () -> {
                    asked.incrementAndGet();
                    return refused(new TopicAuthorizationException("t"));
                }))
                .isInstanceOf(TopicAuthorizationException.class);
        assertThat(asked).hasValue(1);
    }

    private static Future<String> refused(KafkaException reason) {
        return CompletableFuture.failedFuture(reason);
    }
}
