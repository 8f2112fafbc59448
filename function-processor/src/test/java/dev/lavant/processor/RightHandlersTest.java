package dev.lavant.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightHandlersTest {
    private static final String AVRO_ORDER = """
            public class AvroOrder extends org.apache.avro.specific.SpecificRecordBase {
                public org.apache.avro.Schema getSchema() { throw new UnsupportedOperationException(); }
                public Object get(int field) { throw new UnsupportedOperationException(); }
                public void put(int field, Object value) {}
            }
            """;

    @TempDir
    Path classes;

    @Test
    void the_manifest_says_all_that_deploying_needs() {
        var compilation = Compilation.of(classes, """
                public class Prices {
                    public record Order(String id, List<Line> lines) {}
                    public record Line(String sku, java.math.BigDecimal price) {}

                    @EventFunction(name = "price", topics = {"orders", "late-orders"}, output = "prices",
                            filter = "type = 'a' AND subject LIKE 'eu-%'", timeout = "5s", memory = "1Gi",
                            concurrency = 16, attempts = 5, backoff = "1m", targetLatency = "500ms")
                    List<Out<?>> priceOrder(FunctionContext context, Event<Order> order) {
                        return List.of();
                    }
                }
                """);

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.manifest("Prices")).isEqualTo("""
                [
                  {
                    "name" : "price",
                    "class" : "shop.Prices",
                    "method" : "priceOrder",
                    "topics" : [
                      "orders",
                      "late-orders"
                    ],
                    "output" : "prices",
                    "filter" : "type = 'a' AND subject LIKE 'eu-%'",
                    "payload" : {
                      "type" : "shop.Prices$Order",
                      "kind" : "json",
                      "wrapped" : true
                    },
                    "timeoutMillis" : 5000,
                    "memoryMib" : 1024,
                    "concurrency" : 16,
                    "attempts" : 5,
                    "backoffMillis" : 60000,
                    "targetLatencyMillis" : 500
                  }
                ]
                """);
    }

    @Test
    void what_is_not_written_has_the_annotations_defaults() {
        var compilation = Compilation.of(classes, """
                class Log {
                    @EventFunction(topics = "orders")
                    void writeOrder(String order) {}
                }
                """);

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.manifest("Log")).isEqualTo("""
                [
                  {
                    "name" : "write-order",
                    "class" : "shop.Log",
                    "method" : "writeOrder",
                    "topics" : [
                      "orders"
                    ],
                    "payload" : {
                      "type" : "java.lang.String",
                      "kind" : "string",
                      "wrapped" : false
                    },
                    "timeoutMillis" : 30000,
                    "memoryMib" : 256,
                    "concurrency" : 4,
                    "attempts" : 3,
                    "backoffMillis" : 200,
                    "targetLatencyMillis" : 10000
                  }
                ]
                """);
    }

    @Test
    void every_kind_of_payload_and_result_is_taken_in_the_order_of_the_source() {
        var compilation = Compilation.of(classes, AVRO_ORDER, """
                class All {
                    static class Nested {
                        @EventFunction(topics = "t", output = "o") byte[] nested(byte[] in) { return in; }
                    }
                    record Text(String text, List<Text> parts, Map<String, ? extends Pair<?, ?>> pairs) {}
                    record Pair<A extends Comparable<A>, B>(A a, B b) {}

                    @EventFunction(topics = "t", output = "o") AvroOrder one(AvroOrder in) { return in; }
                    @EventFunction(topics = "t", output = "o") Optional<AvroOrder> two(Event<AvroOrder> in) { return null; }
                    @EventFunction(topics = "t") void three(org.apache.avro.generic.GenericRecord in) {}
                    @EventFunction(topics = "t", output = "o") List<Text> four(Text in) { return List.of(in); }
                    @EventFunction(topics = "t", output = "o") Out<String> five(Event<String> in) { return null; }
                    @EventFunction(topics = "t", output = "o") Out<?> six(Event<byte[]> in) { return null; }
                    String notAFunction(Map<String, String> in) { return ""; }
                }
                """);

        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.manifest("All").lines().map(String::strip).filter(RightHandlersTest::saysWhatItTakes))
                .containsExactly(
                        "\"name\" : \"one\",",
                        "\"type\" : \"shop.AvroOrder\",",
                        "\"kind\" : \"avro\",",
                        "\"wrapped\" : false",
                        "\"name\" : \"two\",",
                        "\"type\" : \"shop.AvroOrder\",",
                        "\"kind\" : \"avro\",",
                        "\"wrapped\" : true",
                        "\"name\" : \"three\",",
                        "\"type\" : \"org.apache.avro.generic.GenericRecord\",",
                        "\"kind\" : \"generic\",",
                        "\"wrapped\" : false",
                        "\"name\" : \"four\",",
                        "\"type\" : \"shop.All$Text\",",
                        "\"kind\" : \"json\",",
                        "\"wrapped\" : false",
                        "\"name\" : \"five\",",
                        "\"type\" : \"java.lang.String\",",
                        "\"kind\" : \"string\",",
                        "\"wrapped\" : true",
                        "\"name\" : \"six\",",
                        "\"type\" : \"byte[]\",",
                        "\"kind\" : \"bytes\",",
                        "\"wrapped\" : true");
        assertThat(compilation.manifest("All$Nested")).contains("\"class\" : \"shop.All$Nested\"");
    }

    @Test
    void text_is_escaped() {
        var compilation = Compilation.of(classes, """
                class Log {
                    @EventFunction(topics = "orders", filter = "subject = 'a\\"b'")
                    void write(String order) {}
                }
                """);

        assertThat(compilation.manifest("Log")).contains("\"filter\" : \"subject = 'a\\\"b'\"");
    }

    @Test
    void a_class_without_functions_gets_no_manifest() {
        Compilation.of(classes, "class Plain { void price(String order) {} }");

        assertThat(classes.resolve("META-INF/lavant")).doesNotExist();
        assertThat(Files.exists(classes.resolve("shop/Plain.class"))).isTrue();
    }

    private static boolean saysWhatItTakes(String line) {
        return line.matches("\"(name|type|kind|wrapped)\".*");
    }
}
