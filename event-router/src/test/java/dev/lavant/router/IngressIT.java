package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lavant.local.LocalPlatform;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngressIT {
    private static final int MAX_EVENT_BYTES = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STRUCTURED = "application/cloudevents+json; charset=UTF-8";

    private static LocalPlatform platform;
    private static Ingress ingress;
    private static HttpEvents producer;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        ingress = Ingress.start(new IngressConfig(
                platform.connection(), Address.loopback(0), new Limits(MAX_EVENT_BYTES, 4 * MAX_EVENT_BYTES, 10)));
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
    void an_event_in_binary_mode_becomes_a_record_in_binary_mode() {
        platform.createTopic("binary", 1);
        var headers = with("ce-subject", "order/7", "ce-partitionkey", "customer-3", "content-type", "text/plain");

        assertThat(answer(producer.post("binary", headers, "twelve")))
                .isEqualTo("202 {\"topic\":\"binary\",\"partition\":0,\"offset\":0,\"id\":\"e-1\"}");

        var record = only("binary");
        assertThat(text(record.key())).isEqualTo("customer-3");
        assertThat(text(record.value())).isEqualTo("twelve");
        assertThat(headers(record))
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "e-1"),
                        Map.entry("ce_source", "/shop"),
                        Map.entry("ce_type", "shop.sold"),
                        Map.entry("ce_subject", "order/7"),
                        Map.entry("ce_partitionkey", "customer-3"),
                        Map.entry("content-type", "text/plain"));
    }

    @Test
    void json_in_binary_mode_is_not_touched() {
        platform.createTopic("untouched", 1);
        String json = "{ \"total\" : 12.00 }";

        producer.post("untouched", with("content-type", "application/json", "ce-subject", "order/7"), json);

        assertThat(text(only("untouched").value())).isEqualTo(json);
        assertThat(text(only("untouched").key())).isEqualTo("order/7");
    }

    @Test
    void an_event_in_structured_mode_becomes_a_record_in_binary_mode() {
        platform.createTopic("structured", 1);
        String event = """
                {"specversion":"1.0","id":"e-2","source":"/shop","type":"shop.sold","region":"eu","data":{"total":12.00}}
                """;

        assertThat(producer.post("structured", Map.of("content-type", STRUCTURED), event)
                        .statusCode())
                .isEqualTo(202);

        var record = only("structured");
        assertThat(record.key()).isNull();
        assertThat(text(record.value())).isEqualTo("{\"total\":12.00}");
        assertThat(headers(record))
                .containsEntry("ce_region", "eu")
                .containsEntry("ce_id", "e-2")
                .containsEntry("content-type", "application/json");
    }

    @Test
    void a_header_is_percent_decoded() {
        platform.createTopic("encoded", 1);

        producer.post("encoded", with("ce-subject", "Euro%20%E2%82%AC"), "");

        assertThat(headers(only("encoded"))).containsEntry("ce_subject", "Euro €");
    }

    @ParameterizedTest
    @CsvSource({"ce-id, ''", "ce-specversion, 0.3", "ce-specversion, 2.0", "ce-time, yesterday", "ce-source, :no uri:"})
    void a_header_that_is_wrong_is_named(String name, String value) {
        var response = producer.post("open", with(name, value), "");

        assertThat(answer(response)).startsWith("400 {\"error\":").contains("\"fix\":\"");
        assertThat(response.body()).contains(name.substring("ce-".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void a_required_attribute_that_is_missing_is_named(String missing) {
        var headers = with();
        headers.remove("ce-" + missing);

        var response = producer.post("open", headers, "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{}", "{\"specversion\":1.0}", "{\"specversion\":\"1.0\"}"})
    void json_that_is_no_event_is_refused(String json) {
        assertThat(answer(producer.post("open", Map.of("content-type", STRUCTURED), json)))
                .startsWith("400 {\"error\":\"the request is not a CloudEvent: ")
                .contains("\"fix\":\"");
    }

    @ParameterizedTest
    @CsvSource({
        "no%20name, 400, is not a Kafka topic name",
        "a%2Fb, 400, is not a Kafka topic name",
        "absent, 404, there is no topic 'absent'",
        "lavant.functions, 403, belongs to the platform",
        "billing.usage, 403, belongs to the platform",
        "_schemas, 403, belongs to the platform",
        "__consumer_offsets, 403, belongs to the platform"
    })
    void a_topic_that_cannot_be_written_is_named(String topic, int status, String reason) {
        var response = producer.post(topic, HttpEvents.binary(), "");

        assertThat(answer(response)).startsWith(status + " {\"error\":").contains("\"fix\":\"");
        assertThat(response.body()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents-batch+avro", "application/cloudevents+avro"})
    void a_format_that_is_not_taken_is_415(String contentType) {
        assertThat(answer(producer.post("open", Map.of("content-type", contentType), "[]")))
                .startsWith("415 {\"error\":");
    }

    @Test
    void an_event_at_the_limit_is_taken_and_one_beyond_it_is_413() {
        String largest = "x".repeat(MAX_EVENT_BYTES);

        assertThat(producer.post("open", HttpEvents.unique(), largest).statusCode())
                .isEqualTo(202);
        assertThat(answer(producer.post("open", HttpEvents.unique(), largest + "x")))
                .startsWith("413 {\"error\":")
                .contains("" + MAX_EVENT_BYTES);
    }

    @Test
    void a_body_of_unknown_length_is_bounded_too() {
        byte[] endless = "x".repeat(20 * MAX_EVENT_BYTES).getBytes(UTF_8);

        assertThat(producer.postChunked("open", HttpEvents.unique(), endless).statusCode())
                .isEqualTo(413);
    }

    @Test
    void an_event_that_the_topic_finds_too_large_is_413() {
        platform.createTopic("small", 1, Map.of("max.message.bytes", "1000"));

        assertThat(answer(producer.post("small", HttpEvents.unique(), "x".repeat(2_000))))
                .startsWith("413 {\"error\":");
    }

    @Test
    void health_and_wrong_paths_answer_in_json() {
        assertThat(answer(producer.get("/health"))).isEqualTo("200 {\"status\":\"UP\"}");
        assertThat(producer.get("/openapi.yaml").headers().firstValue("content-type"))
                .hasValue("application/yaml");
        assertThat(producer.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        assertThat(answer(producer.get("/nowhere"))).startsWith("404 {\"error\":");
        assertThat(answer(producer.get("/events/open"))).startsWith("405 {\"error\":");
    }

    @Test
    void a_port_in_use_is_named() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            var config = new IngressConfig(platform.connection(), Address.loopback(taken.getLocalPort()), Limits.USUAL);

            assertThatThrownBy(() -> Ingress.start(config).close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " is in use: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "192.0.2.1"})
    void an_address_that_is_not_of_this_machine_is_named(String host) {
        var config = new IngressConfig(platform.connection(), Address.of(host, 0), Limits.USUAL);

        assertThatThrownBy(() -> Ingress.start(config).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the ingress cannot listen on " + host + " (")
                .hasMessageEndingWith("choose an address of this machine with --host, or 0.0.0.0 for all");
    }

    private static ConsumerRecord<byte[], byte[]> only(String topic) {
        return platform.readCommitted(topic, 1, PATIENCE).getFirst();
    }

    private static Map<String, String> with(String... more) {
        var headers = new HashMap<>(HttpEvents.binary());
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new TreeMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return headers;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }

    private static String answer(HttpResponse<String> response) {
        return response.statusCode() + " " + response.body();
    }
}
