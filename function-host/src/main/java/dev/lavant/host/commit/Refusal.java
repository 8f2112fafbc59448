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

    /// The topic is not there, or does not answer; it may be once somebody has made it.
    record NoTopic(String topic) implements Refusal {}

    /// The record will never be taken.
    record Unfit(String topic, Exception error) implements Refusal {}

    /// The refusal that an error stands for; empty when it says nothing of the record.
    static Optional<Refusal> of(String topic, Exception error) {
        return switch (error) {
            case RecordTooLargeException large -> Optional.of(new Unfit(topic, large));
            case InvalidRecordException invalid -> Optional.of(new Unfit(topic, invalid));
            case InvalidTopicException invalid -> Optional.of(new Unfit(topic, invalid));
            case UnknownTopicOrPartitionException _ -> Optional.of(new NoTopic(topic));
            case TimeoutException _ -> Optional.of(new NoTopic(topic)); // all that Kafka says of a deleted topic
            default -> Optional.empty();
        };
    }
}
