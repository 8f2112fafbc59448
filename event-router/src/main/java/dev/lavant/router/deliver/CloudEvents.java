package dev.lavant.router.deliver;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/// A Kafka record's CloudEvents attributes, in the binding's binary mode.
final class CloudEvents {
    private static final byte[] NO_DATA = {};

    private CloudEvents() {}

    /// The attributes; empty when the record is not a valid CloudEvent. The data are left out: no filter sees them.
    static Optional<CloudEvent> of(Headers headers) {
        try {
            return Optional.of(
                    KafkaMessageFactory.createReader(headers, NO_DATA).toEvent());
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException notOne) {
            return Optional.empty();
        }
    }
}
