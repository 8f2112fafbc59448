package dev.lavant.host.receive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Kafka's ids of topics: a topic that is deleted and made again under its old name has another one.
public final class TopicIds {
    /// How long Kafka has to answer: who can wait longer asks again, and can say meanwhile that it waits.
    private static final int ANSWER_MILLIS = 5_000;

    private TopicIds() {}

    /// Whether a topic is there.
    public enum Presence {
        THERE,
        MISSING,
        /// Nobody can say: the broker does not answer.
        UNKNOWN
    }

    /// Whether a topic is there. May block for as long as Kafka has to answer.
    public static Presence presence(Properties client, String topic) {
        try {
            var _ = of(client, List.of(topic));
            return Presence.THERE;
        } catch (KafkaException notFound) {
            return notFound.getCause() instanceof UnknownTopicOrPartitionException
                    ? Presence.MISSING
                    : Presence.UNKNOWN;
        }
    }

    /// The ids of some topics by name, in Kafka's base64 form.
    ///
    /// @throws TimeoutException when the broker does not answer in time
    /// @throws KafkaException when a topic is not there; its cause is Kafka's own word on it
    public static Map<String, String> of(Properties client, List<String> topics) {
        var ids = new HashMap<String, String>();
        try (var admin = Admin.create(impatient(client))) {
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        } catch (ExecutionException refused) {
            String what = "topics " + topics + " cannot be described: " + refused.getCause();
            throw refused.getCause() instanceof TimeoutException
                    ? new TimeoutException(what, refused.getCause())
                    : new KafkaException(what, refused.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for topic ids", interrupted);
        }
        return ids;
    }

    private static Properties impatient(Properties client) {
        var settings = new Properties();
        settings.putAll(client);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        return settings;
    }
}
