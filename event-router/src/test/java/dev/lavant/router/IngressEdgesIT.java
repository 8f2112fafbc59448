package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lavant.local.LocalPlatform;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Batches, repetitions, traces, compression, too much at once, and ten thousand requests that are wrong.
class IngressEdgesIT {
    private static final int MAX_EVENT_BYTES = 100_000;
    private static final int WRONG_REQUESTS = 10_000;
    private static final int CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BATCH = "application/cloudevents-batch+json";

    private static LocalPlatform platform;
    private static Ingress ingress;
    private static HttpEvents producer;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        ingress = Ingress.start(new IngressConfig(
                platform.connection(),
                Address.loopback(0),
                new Limits(MAX_EVENT_BYTES, CONNECTIONS * MAX_EVENT_BYTES, 10)));
        producer = new HttpEvents(ingress.url());
        platform.createTopic("open", 1);
    }

    @AfterAll
    static void stop() {
        producer.close();
        ingress.close();
        platform.close();
    }

    @Test
    void a_batch_becomes_a_record_for_each_event() {
        platform.createTopic("batch", 1);
        String events = "[" + event("b-1", ",\"partitionkey\":\"k\",\"data\":{\"total\":12.00}") + ","
                + event("b-2", "") + "," + event("b-1", "") + "]";

        var response = producer.post("batch", Map.of("content-type", BATCH), events);

        assertThat(response.statusCode() + " " + response.body())
                .isEqualTo("202 [{\"topic\":\"batch\",\"partition\":0,\"offset\":0,\"id\":\"b-1\"},"
                        + "{\"topic\":\"batch\",\"partition\":0,\"offset\":1,\"id\":\"b-2\"},"
                        + "{\"topic\":\"batch\",\"partition\":0,\"offset\":0,\"id\":\"b-1\",\"duplicate\":true}]");
        var records = platform.readCommitted("batch", 2, PATIENCE);
        assertThat(new String(records.getFirst().key(), UTF_8)).isEqualTo("k");
        assertThat(new String(records.getFirst().value(), UTF_8)).isEqualTo("{\"total\":12.00}");
        assertThat(header(records.get(1), "ce_id")).isEqualTo("b-2");
    }

    @Test
    void an_empty_batch_is_nothing_to_do() {
        var response = producer.post("open", Map.of("content-type", BATCH), "[]");

        assertThat(response.statusCode() + " " + response.body()).isEqualTo("202 []");
    }

    @Test
    void a_batch_with_one_wrong_event_is_refused_whole() {
        platform.createTopic("spoiled", 1);

        var response = producer.post(
                "spoiled", Map.of("content-type", BATCH), "[" + event("s-1", "") + ",{\"specversion\":\"1.0\"}]");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("event 1 of the batch: the request is not a CloudEvent: ");
        assertThat(producer.post("spoiled", binary("s-1"), "x").body()).contains("\"offset\":0");
    }

    @Test
    void an_event_that_is_sent_again_is_written_once_and_says_so() {
        platform.createTopic("again", 1);
        platform.createTopic("elsewhere", 1);

        assertThat(producer.post("again", binary("a-1"), "x").statusCode()).isEqualTo(202);
        var again = producer.post("again", binary("a-1"), "x");
        assertThat(again.statusCode() + " " + again.body())
                .isEqualTo("200 {\"topic\":\"again\",\"partition\":0,\"offset\":0,\"id\":\"a-1\",\"duplicate\":true}");
        var otherSource = new HashMap<>(binary("a-1"));
        otherSource.put("ce-source", "/kiosk");
        assertThat(producer.post("again", otherSource, "x").statusCode()).isEqualTo(202);
        assertThat(producer.post("elsewhere", binary("a-1"), "x").statusCode()).isEqualTo(202);
    }

    @Test
    void of_many_at_once_that_are_the_same_one_is_written() throws Exception {
        platform.createTopic("race", 1);

        List<Integer> statuses =
                together(8, () -> producer.post("race", binary("r-1"), "x").statusCode());

        assertThat(statuses).containsOnlyOnce(202).hasSize(8);
        producer.post("race", binary("r-2"), "x");
        assertThat(platform.readCommitted("race", 2, PATIENCE))
                .extracting(record -> header(record, "ce_id"))
                .containsExactly("r-1", "r-2");
    }

    @Test
    void a_trace_goes_on_in_the_record() {
        platform.createTopic("traced", 1);
        String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var headers = new HashMap<>(binary("t-1"));
        headers.putAll(Map.of("traceparent", parent, "tracestate", "shop=1"));
        var wrong = new HashMap<>(binary("t-2"));
        wrong.putAll(Map.of("traceparent", parent.replace("4bf", "XYZ"), "tracestate", "shop=1"));

        producer.post("traced", headers, "x");
        producer.post("traced", wrong, "x");

        var records = platform.readCommitted("traced", 2, PATIENCE);
        assertThat(header(records.getFirst(), "traceparent")).isEqualTo(parent);
        assertThat(header(records.getFirst(), "tracestate")).isEqualTo("shop=1");
        assertThat(records.get(1).headers().lastHeader("traceparent")).isNull();
        assertThat(records.get(1).headers().lastHeader("tracestate")).isNull();
    }

    @Test
    void a_compressed_body_is_taken_up_to_the_same_size() throws IOException {
        platform.createTopic("zipped", 1);

        assertThat(producer.postBytes("zipped", gzipped(), gzip("hello".getBytes(UTF_8)))
                        .statusCode())
                .isEqualTo(202);
        assertThat(new String(
                        platform.readCommitted("zipped", 1, PATIENCE).getFirst().value(), UTF_8))
                .isEqualTo("hello");
        assertThat(producer.postBytes("zipped", gzipped(), gzip(new byte[20 * MAX_EVENT_BYTES]))
                        .statusCode())
                .isEqualTo(413);
        var broken = producer.postBytes("zipped", gzipped(), "no gzip".getBytes(UTF_8));
        assertThat(broken.statusCode() + " " + broken.body()).startsWith("400 {\"error\":");
    }

    private static Map<String, String> gzipped() {
        var headers = new HashMap<>(HttpEvents.unique());
        headers.put("content-encoding", "gzip");
        return headers;
    }

    @Test
    void more_at_once_than_memory_holds_is_503_and_who_hangs_up_leaves_nothing_behind() {
        byte[] head = ("POST /events/open HTTP/1.1\r\nhost: localhost\r\ncontent-length: " + MAX_EVENT_BYTES
                        + "\r\nce-id: 1\r\n\r\n")
                .getBytes(UTF_8);
        var slow = IntStream.range(0, CONNECTIONS)
                .mapToObj(_ -> new RawHttp(ingress.url()))
                .toList();

        slow.forEach(connection -> connection.begin(head));

        await().atMost(PATIENCE).until(() -> largest().statusCode() == 503);
        var refused = largest();
        assertThat(refused.headers().firstValue("retry-after")).hasValue("2");
        assertThat(refused.body())
                .startsWith("{\"error\":\"the ingress has as many requests in hand as it may\",\"fix\":\"");
        slow.forEach(RawHttp::close);
        await().atMost(PATIENCE).until(() -> largest().statusCode() == 202);
    }

    private static HttpResponse<String> largest() {
        return producer.post("open", HttpEvents.unique(), "x".repeat(MAX_EVENT_BYTES));
    }

    @Test
    void ten_thousand_wrong_requests_are_refused_with_a_reason_and_nothing_of_the_inside() throws Exception {
        var requests = new MalformedRequests(42).several(WRONG_REQUESTS);
        var left = requests.iterator();

        List<List<String>> faults = together(CONNECTIONS, () -> {
            var found = new ArrayList<String>();
            try (var connection = new RawHttp(ingress.url())) {
                for (var wrong = next(left); wrong != null; wrong = next(left)) {
                    var answer = connection.send(wrong.bytes());
                    wrong.fault(answer.status(), answer.body()).ifPresent(found::add);
                }
            }
            return found;
        });

        assertThat(faults.stream()
                        .flatMap(List::stream)
                        .map(fault -> fault.substring(0, Math.min(1_000, fault.length())))
                        .limit(20))
                .isEmpty();
        assertThat(together(CONNECTIONS, () -> largest().statusCode()))
                .as("all memory is free again")
                .containsOnly(202);
    }

    private static MalformedRequests.@Nullable Wrong next(Iterator<MalformedRequests.Wrong> left) {
        synchronized (left) {
            return left.hasNext() ? left.next() : null;
        }
    }

    private static <T> List<T> together(int threads, Callable<T> task) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var answers = new ArrayList<T>();
            for (Future<T> answer : pool.invokeAll(Collections.nCopies(threads, task))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static Map<String, String> binary(String id) {
        var headers = new HashMap<>(HttpEvents.binary());
        headers.put("ce-id", id);
        return headers;
    }

    private static String event(String id, String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/shop\",\"type\":\"shop.sold\"" + more
                + "}";
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
