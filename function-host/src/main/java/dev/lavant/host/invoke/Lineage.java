package dev.lavant.host.invoke;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// How an event came about: through how many functions, and where the first event of the chain stands.
/// Outputs carry it on in CloudEvents extensions, which no function can change.
///
/// Functions that feed each other would run round for ever, and for money; a chain has an end here.
///
/// Every event is asked how many hops it has, and few make an output: so the origin is worked out when it is asked for.
///
/// @param hops functions that have handed it on
/// @param cause the event that it comes of
record Lineage(int hops, Delivery cause) {
    /// Functions that one chain may go through.
    static final int MOST_HOPS = 32;

    private static final String HOPS = "lavanthops";
    private static final String ORIGIN = "lavantorigin";
    private static final String HEADER = "ce_";
    private static final String ROUTED_FROM = "lavant-source-";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /// Of what comes of these events: one hop more than the event with the most.
    static Lineage after(List<Delivery> causes) {
        int most = 0;
        for (Delivery cause : causes) {
            most = Math.max(most, hops(cause));
        }
        return new Lineage(most + 1, causes.getFirst());
    }

    /// Whether what comes of it would be beyond the end of the chain.
    boolean tooLong() {
        return hops > MOST_HOPS;
    }

    /// Writes it into the attributes of an output.
    void into(Map<String, String> attributes) {
        attributes.put(HOPS, Integer.toString(hops));
        attributes.put(ORIGIN, origin());
    }

    private static int hops(Delivery event) {
        return header(event, HEADER + HOPS)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::parseInt)
                .orElse(0);
    }

    /// Place of the first event, as `orders:0@17`. An event in the queue of a function with a filter is a copy: where
    /// it
    /// was copied from counts.
    String origin() {
        ConsumerRecord<byte[], byte[]> record = cause.record();
        return header(cause, HEADER + ORIGIN)
                .orElseGet(() -> header(cause, ROUTED_FROM + "topic").orElse(record.topic())
                        + ":"
                        + header(cause, ROUTED_FROM + "partition").orElse(Integer.toString(record.partition()))
                        + "@"
                        + header(cause, ROUTED_FROM + "offset").orElse(Long.toString(record.offset())));
    }

    private static Optional<String> header(Delivery event, String name) {
        Header header = event.record().headers().lastHeader(name);
        return Optional.ofNullable(header).map(Header::value).map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
