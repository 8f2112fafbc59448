package dev.lavant.cli.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The context attributes of a CloudEvent, and how they stand in a Kafka record's headers.
///
/// Source: CloudEvents Kafka protocol binding 1.0.2, section 3.2 "Binary Content Mode".
///
/// @param contentType of the data
/// @param extensions attributes and headers beyond those of the specification, by header name
record Attributes(
        String id,
        String source,
        String type,
        Optional<String> subject,
        Instant time,
        String contentType,
        Map<String, String> extensions) {

    /// The header that carries an event's type.
    static final String TYPE = "ce_type";

    /// The header that carries an event's id.
    static final String ID = "ce_id";

    /// The header that carries an event's source.
    static final String SOURCE = "ce_source";

    /// The header that carries an event's subject.
    static final String SUBJECT = "ce_subject";

    /// Headers of a record, name and value, in the order in which they are written.
    List<Map.Entry<String, String>> headers() {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("ce_specversion", "1.0"));
        headers.add(Map.entry(ID, id));
        headers.add(Map.entry(SOURCE, source));
        headers.add(Map.entry(TYPE, type));
        subject.ifPresent(given -> headers.add(Map.entry(SUBJECT, given)));
        headers.add(Map.entry("ce_time", time.toString()));
        headers.add(Map.entry("content-type", contentType));
        headers.addAll(extensions.entrySet());
        return headers;
    }
}
