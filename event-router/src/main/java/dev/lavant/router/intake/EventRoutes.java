package dev.lavant.router.intake;

import dev.lavant.router.intake.EventPublisher.Written;
import dev.lavant.router.intake.EventReader.Content;
import dev.lavant.router.intake.Faults.Fault;
import io.cloudevents.CloudEvent;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `POST /events/{topic}`: a CloudEvent or a batch in, 202 once every in-sync replica has it; 200 when it was sent
/// before.
///
/// Each request has a virtual thread of its own, which waits for the body and for Kafka.
@Controller
@Requires(property = Part.PROPERTY, value = Part.EVENT_ROUTER)
@ExecuteOn(TaskExecutors.BLOCKING)
class EventRoutes {
    private final EventIntake intake;

    EventRoutes(EventIntake intake) {
        this.intake = intake;
    }

    /// Where an event stands now.
    ///
    /// @param duplicate true when it was sent before, and left out otherwise
    @Serdeable
    record Accepted(
            String topic,
            int partition,
            long offset,
            String id,
            @Nullable Boolean duplicate) {}

    @Post("/events/{topic}")
    @Consumes(MediaType.ALL)
    HttpResponse<?> take(@PathVariable String topic, ServerHttpRequest<?> request) {
        Gate.Caller caller = intake.gate().enter(request.getHeaders());
        EventTopics.requireOpen(topic);
        caller.requireTopic(topic);
        HttpBody body = HttpBody.of(request);
        Trace trace = Trace.of(request.getHeaders());
        return intake.taken(body, bytes -> switch (EventReader.read(body.headers(), bytes)) {
            case Content.One(CloudEvent event) ->
                answer(accepted(topic, List.of(event), trace).getFirst());
            case Content.Several(List<CloudEvent> events) -> {
                caller.brought(events.size());
                yield HttpResponse.accepted().body(accepted(topic, events, trace));
            }
        });
    }

    private static HttpResponse<Accepted> answer(Accepted accepted) {
        return accepted.duplicate() == null
                ? HttpResponse.<Accepted>accepted().body(accepted)
                : HttpResponse.ok(accepted);
    }

    private List<Accepted> accepted(String topic, List<CloudEvent> events, Trace trace) {
        List<Written> written = intake.written(topic, events, trace);
        return IntStream.range(0, events.size())
                .mapToObj(i -> accepted(topic, written.get(i), events.get(i).getId()))
                .toList();
    }

    private static Accepted accepted(String topic, Written written, String id) {
        return new Accepted(
                topic,
                written.place().partition(),
                written.place().offset(),
                id,
                written.again() ? Boolean.TRUE : null);
    }

    @Error
    HttpResponse<Fault> refused(Refusal refusal) {
        return Faults.of(refusal);
    }
}
