package dev.lavant.router.intake;

import io.micronaut.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;

/// Where a request stands in a distributed trace, as HTTP headers and Kafka headers alike say it.
///
/// Source: W3C Trace Context, level 1, sections 3.2 and 3.3. A `traceparent` that is not one is passed over, as it
/// says.
///
/// @param parent the header `traceparent`
/// @param state the header `tracestate`, which means nothing alone
record Trace(Optional<String> parent, Optional<String> state) {
    /// Of a request that is in no trace.
    static final Trace NONE = new Trace(Optional.empty(), Optional.empty());

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final int LONGEST_STATE = 512;

    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    static Trace of(HttpHeaders headers) {
        Optional<String> parent = Optional.ofNullable(headers.get(PARENT))
                .filter(value -> VALID.matcher(value).matches());
        return new Trace(
                parent,
                parent.flatMap(_ -> Optional.ofNullable(headers.get(STATE)))
                        .filter(value -> value.length() <= LONGEST_STATE));
    }

    void into(Headers headers) {
        parent.ifPresent(value -> headers.add(PARENT, value.getBytes(StandardCharsets.UTF_8)));
        state.ifPresent(value -> headers.add(STATE, value.getBytes(StandardCharsets.UTF_8)));
    }
}
