package dev.lavant.host.receive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/// Kafka's ids of topics: a topic that is deleted and made again under its old name has another one.
public final class TopicIds {
    private TopicIds() {}

    /// Whether a topic is there; false also when nobody can say.
    public static boolean exists(Properties client, String topic) {
        try {
            return !of(client, List.of(topic)).isEmpty();
        } catch (KafkaException notFound) {
            return false;
        }
    }

    /// The ids of some topics by name, in Kafka's base64 form.
    ///
    /// @throws KafkaException when a topic is not there or the broker does not answer
    public static Map<String, String> of(Properties client, List<String> topics) {
        var ids = new HashMap<String, String>();
        try (var admin = Admin.create(client)) {
            admin.describeTopics(topics)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        } catch (ExecutionException refused) {
            throw new KafkaException("topics " + topics + " cannot be described: " + refused.getCause(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for topic ids", interrupted);
        }
        return ids;
    }
}
