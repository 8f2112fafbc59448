package dev.lavant.host.meter;

/// Where an event stands in Kafka.
///
/// @param topicId Kafka's id of the topic, in its base64 form: another topic of the same name has another one
public record Source(String topic, String topicId, int partition, long offset) {}
