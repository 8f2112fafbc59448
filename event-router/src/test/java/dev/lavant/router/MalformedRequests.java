package dev.lavant.router;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Makes requests that are wrong, each in one of many ways, from a seed.
final class MalformedRequests {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final List<String> REQUIRED = List.of("ce-specversion", "ce-id", "ce-source", "ce-type");

    private static final List<String> NOT_PERCENT_ENCODED = List.of("%", "%4", "a%zzb", "%-1", "100%");
    private static final List<String> OTHER_VERSIONS = List.of("0.1", "0.3", "2.0", "1", "one");
    private static final List<String> NO_TIMES = List.of("yesterday", "12:00", "2026-13-01T00:00:00Z", "0");
    private static final List<String> URIS = List.of("ce-source", "ce-dataschema");
    private static final List<String> NO_URIS = List.of(":x", "a b", "%zz", "http://[", "\\");
    private static final List<String> NO_TOPICS =
            List.of("absent", "a%2Fb", "..", "%20", "lavant.functions", "_schemas", "x".repeat(250), "%C3%BC");
    private static final List<String> OTHER_FORMATS = List.of(
            "application/cloudevents+avro",
            "application/cloudevents+protobuf",
            "application/cloudevents-batch+xml",
            "application/cloudevents");
    private static final List<String> NO_PATHS =
            List.of("/", "/events", "/events/", "/events/open/1", "/admin", "/events/open;x=1/..");

    /// Names of classes, and lines of stack traces.
    private static final Pattern INSIDE =
            Pattern.compile("Exception|\\b(java|io|com|org|dev)\\.[a-z]+\\.|\\bat [a-z]+\\.");

    private final Random random;

    MalformedRequests(long seed) {
        this.random = new Random(seed);
    }

    /// A POST.
    ///
    /// @param way in which it is wrong
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Wrong(String way, String path, Map<String, String> headers, byte[] body) {
        /// As it goes over the wire in HTTP/1.1.
        byte[] bytes() {
            String head = "POST " + path + " HTTP/1.1\r\nhost: localhost\r\ncontent-length: " + body.length + "\r\n"
                    + headers.entrySet().stream()
                            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                            .collect(Collectors.joining())
                    + "\r\n";
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.getBytes(ISO_8859_1));
            bytes.writeBytes(body);
            return bytes.toByteArray();
        }

        /// What is wrong with the answer: it must refuse with a reason, and say nothing of the inside.
        Optional<String> fault(int status, String answer) {
            boolean refused = status >= 400 && status < 500;
            boolean reasoned = answer.startsWith("{\"error\":\"") && answer.contains("\"fix\":\"");
            boolean leaks = INSIDE.matcher(answer).find();
            return refused && reasoned && !leaks
                    ? Optional.empty()
                    : Optional.of(status + " " + answer + " to " + way + ": " + new String(bytes(), UTF_8));
        }
    }

    Wrong next() {
        return switch (random.nextInt(14)) {
            case 0 -> binary("an attribute is missing", without(oneOf(REQUIRED)));
            case 1 -> binary("an attribute is empty", with(oneOf(REQUIRED), ""));
            case 2 -> binary("not percent-encoded", with("ce-" + word(), oneOf(NOT_PERCENT_ENCODED)));
            case 3 -> binary("another version", with("ce-specversion", oneOf(OTHER_VERSIONS)));
            case 4 -> binary("no time", with("ce-time", oneOf(NO_TIMES)));
            case 5 -> binary("no URI", with(oneOf(URIS), oneOf(NO_URIS)));
            case 6 -> post("no such topic", "/events/" + oneOf(NO_TOPICS), valid(), "x".getBytes(UTF_8));
            case 7 -> structured("JSON that breaks off", truncated());
            case 8 -> structured("JSON with a wrong attribute", mistyped());
            case 9 -> structured("no JSON", noise());
            case 10 -> json("a batch with a wrong event", BATCH, "[" + event("") + "," + noEvent() + "]");
            case 11 -> json("no batch", BATCH, noBatch());
            case 12 -> json("another format", oneOf(OTHER_FORMATS), event(""));
            default -> post("another method or path", oneOf(NO_PATHS), valid(), new byte[0]);
        };
    }

    private String noEvent() {
        return oneOf(List.of("null", "7", "[]", "{}", mistyped(), "\"x\""));
    }

    private String noBatch() {
        return oneOf(List.of("{}", "7", "null", "", "[", "[" + event("") + "]]", "\"x\"", event("")));
    }

    private Wrong binary(String way, Map<String, String> headers) {
        return post(way, "/events/open", headers, "data".getBytes(UTF_8));
    }

    private Wrong structured(String way, String body) {
        return json(way, STRUCTURED, body);
    }

    private static Wrong json(String way, String contentType, String body) {
        return post(way, "/events/open", Map.of("content-type", contentType), body.getBytes(UTF_8));
    }

    private static Wrong post(String way, String path, Map<String, String> headers, byte[] body) {
        return new Wrong(way, path, headers, body);
    }

    private Map<String, String> valid() {
        var headers = new LinkedHashMap<>(HttpEvents.binary());
        headers.put("ce-id", "e-" + random.nextLong());
        return headers;
    }

    private Map<String, String> without(String name) {
        var headers = valid();
        headers.remove(name);
        return headers;
    }

    private Map<String, String> with(String name, String value) {
        var headers = valid();
        headers.put(name, value);
        return headers;
    }

    private String event(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"e-" + random.nextLong()
                + "\",\"source\":\"/shop\",\"type\":\"shop.sold\",\"data\":{\"total\":12.00}" + more + "}";
    }

    private String truncated() {
        String event = event("");
        return event.substring(0, 1 + random.nextInt(event.length() - 1));
    }

    private String mistyped() {
        String name = oneOf(List.of("specversion", "id", "source", "type"));
        String wrong = oneOf(List.of("null", "7", "true", "[]", "{}", "\"\"", "[\"1.0\"]"));
        return switch (random.nextInt(4)) {
            case 0 -> event("").replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":" + wrong);
            case 1 -> event("").replaceFirst("\"" + name + "\":\"[^\"]*\",", "");
            case 2 -> event(",\"" + name + "\":\"twice\"");
            default ->
                event(",\""
                        + oneOf(List.of(
                                "time\":\"noon\"",
                                "Region\":\"eu\"",
                                "re_gion\":\"eu\"",
                                "data_base64\":\"AA==\"",
                                "region\":{\"a\":1}",
                                "region\":[1]",
                                "dataschema\":\":x\"")));
        };
    }

    private String noise() {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return switch (random.nextInt(4)) {
            case 0 -> new String(bytes, ISO_8859_1);
            case 1 -> "[".repeat(1 + random.nextInt(5_000));
            case 2 -> "{\"a\":".repeat(1 + random.nextInt(5_000));
            default ->
                oneOf(List.of("", " ", "null", "[]", "7", "\"x\"", "{}", "{\"id\":1e999999999}", "NaN", "{'id':1}"));
        };
    }

    private String word() {
        return random.ints(1 + random.nextInt(8), 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String oneOf(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    List<Wrong> several(int count) {
        var all = new ArrayList<Wrong>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }
}
