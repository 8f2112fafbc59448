package dev.lavant.router.intake;

import dev.lavant.filter.EventHeaders;
import dev.lavant.filter.Filter;
import dev.lavant.filter.Verdict;
import dev.lavant.router.intake.EventReader.Content;
import dev.lavant.schemas.FunctionDeployment;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// What a request to call a function asks for.
///
/// @param headers by their names as sent
record CallRequest(FunctionDeployment function, Map<String, List<String>> headers) {
    /// The type of the event that is made of a request which is none.
    static final String PLAIN_TYPE = "lavant.call";

    private static final Duration USUAL_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})");

    /// How long to wait for the result, by the header `Prefer: wait=SECONDS`, up to a minute.
    ///
    /// Source: RFC 7240, section 4.3.
    Duration wait(Duration otherwise) {
        return header("prefer")
                .map(WAIT::matcher)
                .filter(found -> found.find())
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .map(wished -> wished.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wished)
                .orElse(otherwise);
    }

    Duration usualWait() {
        return wait(USUAL_WAIT);
    }

    /// The event to call the function with: a CloudEvent as for any topic, or else the body as it is, in an event with
    /// an id of our own or that of the header `Idempotency-Key`.
    ///
    /// @throws Refusal 400 when it is a CloudEvent that is wrong, or a batch
    CloudEvent event(byte[] body) {
        if (plain()) {
            return plainEvent(body);
        }
        return switch (EventReader.read(headers, body)) {
            case Content.One(CloudEvent event) -> event;
            case Content.Several _ ->
                throw new Refusal(400, "a function is called with one event, not a batch", "Call it for each event.");
        };
    }

    private boolean plain() {
        return headers.keySet().stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("ce-"))
                && !header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("application/cloudevents");
    }

    private CloudEvent plainEvent(byte[] body) {
        var event = CloudEventBuilder.v1()
                .withId(header("idempotency-key")
                        .filter(key -> !key.isEmpty())
                        .orElseGet(() -> UUID.randomUUID().toString()))
                .withSource(URI.create("/functions/" + function.getName()))
                .withType(PLAIN_TYPE)
                .withData(body);
        header("content-type").ifPresent(event::withDataContentType);
        return event.build();
    }

    /// Makes sure that the function's filter lets an event through: in its queue nobody asks again.
    ///
    /// @throws Refusal 400 when it does not
    void requireWanted(CloudEvent event) {
        if (function.getFilter() == null) {
            return;
        }
        Filter filter = Filter.parse(function.getFilter());
        var seen = new EventHeaders(texts(event));
        if (!(filter.ask(seen) instanceof Verdict.Matches)) {
            throw new Refusal(
                    400,
                    function.getName() + " does not get this event: " + filter.because(seen),
                    "Call it with an event for which its filter is true: " + filter.text());
        }
    }

    private static Map<String, String> texts(CloudEvent event) {
        Map<String, String> texts = new HashMap<>();
        EventPublisher.record("", event, Trace.NONE)
                .headers()
                .forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }
}
