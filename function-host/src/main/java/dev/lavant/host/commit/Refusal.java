package dev.lavant.host.commit;

import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/// Why Kafka would not take a record, where trying again at once cannot help.
public sealed interface Refusal {

    /// Where the record was to go.
    String topic();

    /// The topic is not there; it may be once somebody has made it.
    record NoTopic(String topic) implements Refusal {}

    /// No broker has taken the record in time: the topic was deleted, or a broker is away.
    record NoAnswer(String topic) implements Refusal {}

    /// The record will never be taken.
    record Unfit(String topic, Exception error) implements Refusal {}

    /// The refusal that an error stands for; empty when it says nothing of the record.
    static Optional<Refusal> of(String topic, Exception error) {
        return switch (error) {
            case RecordTooLargeException large -> Optional.of(new Unfit(topic, large));
            case InvalidRecordException invalid -> Optional.of(new Unfit(topic, invalid));
            case InvalidTopicException invalid -> Optional.of(new Unfit(topic, invalid));
            case UnknownTopicOrPartitionException _ -> Optional.of(new NoTopic(topic));
            case TimeoutException late -> Optional.of(late(topic, late));
            default -> Optional.empty();
        };
    }

    /// Kafka says of a topic that it is not there only when the producer has asked for it anew.
    private static Refusal late(String topic, TimeoutException late) {
        return late.getCause() instanceof UnknownTopicOrPartitionException ? new NoTopic(topic) : new NoAnswer(topic);
    }
}
