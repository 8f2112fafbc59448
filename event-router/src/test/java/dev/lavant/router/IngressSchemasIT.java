package dev.lavant.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lavant.local.LocalPlatform;
import dev.lavant.router.IngressConfig.Address;
import dev.lavant.router.IngressConfig.Limits;
import dev.lavant.schemas.json.AvroJson;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// JSON over HTTP into topics whose values have an Avro schema.
class IngressSchemasIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Schema ORDER = new Schema.Parser().parse("""
            {"type":"record","name":"Order","fields":[
             {"name":"id","type":"string"},
             {"name":"total","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
             {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
               {"name":"sku","type":"string"},{"name":"pieces","type":"int","default":1}]}},"default":[]}]}""");

    private static LocalPlatform platform;
    private static Ingress ingress;
    private static HttpEvents producer;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start();
        ingress = Ingress.start(new IngressConfig(platform.connection(), Address.loopback(0), Limits.USUAL));
        producer = new HttpEvents(ingress.url());
        avroTopic("orders");
    }

    @AfterAll
    static void stop() {
        producer.close();
        ingress.close();
        platform.close();
    }

    private static void avroTopic(String name) {
        platform.createTopic(name, 1);
        int _ = platform.connection().registry().idOf(name + "-value", ORDER);
    }

    @Test
    void json_becomes_avro_of_the_topics_schema() {
        avroTopic("sold");

        assertThat(producer.post("sold", json("application/json"), "{\"total\":12.50,\"id\":\"o-1\"}")
                        .statusCode())
                .isEqualTo(202);

        var record = platform.readCommitted("sold", 1, PATIENCE).getFirst();
        assertThat(AvroJson.of(platform.wire().decodeGeneric(record.value())))
                .isEqualTo("{\"id\":\"o-1\",\"total\":12.50,\"lines\":[]}");
        assertThat(header(record, "content-type")).isEqualTo("application/avro");
        assertThat(header(record, "ce_type")).isEqualTo("shop.sold");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            {"id":"o"}                                        | Order.total is missing, a decimal
            {"id":7,"total":1}                                | Order.id must be a string, was 7
            {"id":"o","total":1,"lines":[{"sku":"a","pieces":1.5}]} | Order.lines[].pieces must be a int, was 1.5
            {"id":"o","total":1,"colour":"red"}               | Order has no field [colour]
            {"id":"o","total":1e999999999}                    | Order.total must be a decimal, was 1E+999999999
            {"id":                                            | not JSON from line 1, column 7 on
            """, delimiter = '|', quoteCharacter = '\0')
    void data_that_do_not_fit_are_400_with_the_field_and_the_reason(String data, String reason) {
        var refused = producer.post("orders", json("application/json"), data);

        assertThat(text(refused))
                .startsWith("400 {\"error\":\"the data do not fit Order, which topic orders holds: " + reason)
                .contains("\"fix\":\"Ask the schema registry for /subjects/orders-value/versions/latest");
    }

    @Test
    void a_batch_with_data_that_do_not_fit_is_refused_whole() {
        avroTopic("batched");
        String good = event("b-1", "{\"id\":\"o-1\",\"total\":1}");

        var refused = producer.post("batched", batch(), "[" + good + "," + event("b-2", "{\"id\":\"o-2\"}") + "]");
        var accepted = producer.post("batched", batch(), "[" + good + "]");

        assertThat(text(refused)).startsWith("400 {\"error\":\"event 1 of the batch: the data do not fit Order");
        assertThat(text(accepted)).startsWith("202 [{\"topic\":\"batched\",\"partition\":0,\"offset\":0,");
    }

    @Test
    void avro_goes_through_and_what_is_neither_is_refused() {
        avroTopic("mixed");
        var order = new GenericData.Record(ORDER);
        order.put("id", "o-1");
        order.put("total", ByteBuffer.wrap(new byte[] {1}));
        order.put("lines", List.of());
        byte[] avro = platform.wire().encode("mixed", order);

        assertThat(producer.postBytes("mixed", json("application/avro"), avro).statusCode())
                .isEqualTo(202);
        assertThat(text(producer.postBytes("mixed", json("application/avro"), new byte[] {0, 0, 0, 9, 9, 1})))
                .startsWith("400 {\"error\":\"the data are no Avro that topic mixed could hold, it holds Order\"");
        assertThat(text(producer.post("mixed", json("text/plain"), "o-1")))
                .startsWith("415 {\"error\":\"topic mixed holds Order in Avro, and the data are text/plain\"");
        assertThat(producer.post(
                                "mixed", json("application/vnd.shop+json; charset=utf-8"), "{\"id\":\"o\",\"total\":1}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(platform.readCommitted("mixed", 2, PATIENCE).getFirst().value())
                .isEqualTo(avro);
    }

    @Test
    void a_registry_that_is_away_holds_up_only_topics_of_which_nothing_is_known() {
        avroTopic("early");
        avroTopic("later");
        String order = "{\"id\":\"o-1\",\"total\":1}";
        assertThat(producer.post("early", json("application/json"), order).statusCode())
                .isEqualTo(202);

        platform.stopRegistry();
        try {
            assertThat(producer.post("early", json("application/json"), order).statusCode())
                    .isEqualTo(202);
            var refused = producer.post("later", json("application/json"), order);
            assertThat(text(refused))
                    .startsWith(
                            "503 {\"error\":\"the schema registry does not answer, and whether topic later holds Avro");
            assertThat(refused.headers().firstValue("retry-after")).hasValue("2");
        } finally {
            platform.startRegistry();
        }
        assertThat(producer.post("later", json("application/json"), order).statusCode())
                .isEqualTo(202);
    }

    private static Map<String, String> json(String contentType) {
        var headers = new HashMap<>(HttpEvents.unique());
        headers.put("content-type", contentType);
        return headers;
    }

    private static Map<String, String> batch() {
        return Map.of("content-type", "application/cloudevents-batch+json");
    }

    private static String event(String id, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/shop\",\"type\":\"shop.sold\",\"data\":"
                + data + "}";
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static String text(HttpResponse<String> response) {
        return response.statusCode() + " " + response.body();
    }
}
