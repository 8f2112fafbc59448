package dev.lavant.billing.audit;

/// A partition of events that a function reads.
///
/// @param topicId Kafka's id of the topic, in its base64 form: another topic of the same name has another one
public record Source(String function, String topic, String topicId, int partition) {

    /// The place of one of its events.
    public Place at(long offset) {
        return new Place(topic, partition, offset);
    }
}
