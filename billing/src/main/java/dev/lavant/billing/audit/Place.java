package dev.lavant.billing.audit;

/// Where a record stands in Kafka.
///
/// @param offset from 0
public record Place(String topic, int partition, long offset) {

    /// As people write it: `orders-3@1207`.
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
