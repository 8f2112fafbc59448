package dev.lavant.router.intake;

import dev.lavant.router.intake.EventPublisher.Written;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;

/// What every way in does with a request: lets it in, reads it, fits its events to their topic and writes them.
///
/// Thread-safe.
///
/// @param gate asked before anything of a request is looked at
public record EventIntake(Gate gate, Admission admission, TopicSchemas schemas, EventPublisher publisher) {

    /// Takes a request's body, which counts as being in memory for so long.
    ///
    /// @throws Refusal when there is no place for it, or it cannot be read
    <T> T taken(HttpBody body, Function<byte[], T> take) {
        try (var _ = admission.enter(body.saidBytes())) {
            return take.apply(body.read(admission.largestBytes()));
        }
    }

    /// Writes events as they came, but in Avro where the topic holds that.
    ///
    /// @throws Refusal when one does not fit, or Kafka or the registry is away
    List<Written> written(String topic, List<CloudEvent> events, Trace trace) {
        String _ = publisher.topicId(topic); // that it is not there says more than that it has no schema
        return publisher.publish(topic, schemas.fitted(topic, events), trace);
    }
}
