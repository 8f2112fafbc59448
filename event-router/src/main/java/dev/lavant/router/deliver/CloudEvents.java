package dev.lavant.router.deliver;

import dev.lavant.router.route.Attributes;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import org.apache.kafka.common.header.Headers;

/// A Kafka record's CloudEvents attributes.
///
/// Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2 "Binary Content Mode".
public final class CloudEvents {
    private static final byte[] NO_DATA = {};
    private static final String SPEC_VERSION = "ce_specversion";

    private CloudEvents() {}

    /// The attributes, or what keeps the record from being a CloudEvent in binary mode. Functions get their attributes
    /// in that mode only, and nothing is routed by what its function could not see. Data are left out: no filter
    /// sees them.
    public static Attributes of(Headers headers) {
        if (headers.lastHeader(SPEC_VERSION) == null) {
            return new Attributes.Missing("the record has no header " + SPEC_VERSION);
        }
        try {
            return new Attributes.Known(
                    KafkaMessageFactory.createReader(headers, NO_DATA).toEvent());
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException notOne) {
            return new Attributes.Missing("the record's ce_ headers are not a CloudEvent: " + notOne.getMessage());
        }
    }
}
