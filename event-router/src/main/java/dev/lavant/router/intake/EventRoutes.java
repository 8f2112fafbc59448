package dev.lavant.router.intake;

import io.cloudevents.CloudEvent;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;

/// `POST /events/{topic}`: one CloudEvent in, 202 once every in-sync replica has it.
@Controller
@Requires(property = Part.PROPERTY, value = Part.EVENT_ROUTER)
@ExecuteOn(TaskExecutors.BLOCKING)
class EventRoutes {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final EventPublisher publisher;

    EventRoutes(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /// Where an event stands now.
    @Serdeable
    record Accepted(String topic, int partition, long offset, String id) {}

    /// What happened and why, and what to do about it.
    @Serdeable
    record Fault(String error, String fix) {}

    @Post("/events/{topic}")
    @Consumes(MediaType.ALL)
    HttpResponse<Accepted> take(@PathVariable String topic, HttpHeaders headers, @Body Optional<byte[]> body) {
        EventReader.requireOpen(topic);
        CloudEvent event = EventReader.read(multimap(headers), body.orElseGet(() -> new byte[0]));
        RecordMetadata written = publisher.publish(topic, event);
        return HttpResponse.accepted().body(new Accepted(topic, written.partition(), written.offset(), event.getId()));
    }

    @Get("/health")
    Map<String, String> health() {
        return Map.of("status", "UP");
    }

    @Error(global = true)
    HttpResponse<Fault> refused(Refusal refusal) {
        var answer = HttpResponse.<Fault>status(HttpStatus.valueOf(refusal.status()))
                .body(new Fault(String.valueOf(refusal.getMessage()), refusal.fix()));
        return refusal.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()
                ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                : answer;
    }

    @Error(global = true)
    HttpResponse<Fault> tooLarge(ContentLengthExceededException large) {
        return HttpResponse.<Fault>status(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
                .body(new Fault(
                        "the event is too large: " + large.getMessage(),
                        "Put the data elsewhere and send an event that says where."));
    }

    private static Map<String, List<String>> multimap(HttpHeaders headers) {
        var all = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> all.put(name, new ArrayList<>(values)));
        return all;
    }
}
