package dev.lavant.router.deliver;

import dev.lavant.filter.EventHeaders;
import dev.lavant.router.route.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// A Kafka record's CloudEvents attributes.
public final class CloudEvents {
    private CloudEvents() {}

    /// The attributes, or what keeps the record from being a CloudEvent in binary mode. Functions get their attributes
    /// in that mode only, and nothing is routed by what its function could not see. Data are left out: no filter
    /// sees them.
    public static Attributes of(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            if (header.value() != null) {
                texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        var event = new EventHeaders(texts);
        return event.fault().<Attributes>map(Attributes.Missing::new).orElseGet(() -> new Attributes.Known(event));
    }
}
