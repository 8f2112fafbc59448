package dev.lavant.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each handler here stands on line 2 of class `Wrong`, and is refused there with one message.
class WrongHandlersTest {
    private static final String NOT_DATA = " is not the data of an event: use a class generated from an Avro schema,"
            + " GenericRecord, a Java record (JSON), String or byte[]";

    @TempDir
    Path classes;

    static Stream<Arguments> wrongHandlers() {
        return Stream.of(values(), places(), parameters(), results()).flatMap(wrong -> wrong);
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                wrong(
                        "@EventFunction(name = \"Price Order\", topics = \"orders\") void price(String order) {}",
                        "function name 'Price Order' must be a lower-case letter and then at most 62 of a-z, 0-9 and"
                                + " '-': write for example name = \"price-order\""),
                wrong(
                        "@EventFunction(topics = {}) void price(String order) {}",
                        "topics is empty: name the topic whose events start the function, topics = \"uploads\""),
                wrong(
                        "@EventFunction(topics = \"new orders\") void price(String order) {}",
                        "topics 'new orders' is not a legal Kafka topic name: use 1 to 249 of a-z, A-Z, 0-9, '.', '_'"
                                + " and '-'"),
                wrong(
                        "@EventFunction(topics = {\"a\", \"b\"}, output = \"b\") String price(String order) { return order; }",
                        "function 'price' reads and writes topic 'b', so that it would start itself for ever: write to"
                                + " another topic"),
                wrong(
                        "@EventFunction(topics = \"a\", output = \"billing.usage\") String price(String o) { return o; }",
                        "output 'billing.usage' is a topic of the platform itself: write to one of your own"),
                wrong(
                        "@EventFunction(topics = \"orders\", timeout = \"5 seconds\") void price(String order) {}",
                        "timeout '5 seconds' is not a duration: write a whole number and ms, s, m or h, such as 500ms"
                                + " or 30s"),
                wrong(
                        "@EventFunction(topics = \"orders\", memory = \"32Mi\") void price(String order) {}",
                        "memory must be at least 64Mi, was 32Mi"),
                wrong(
                        "@EventFunction(topics = \"orders\", concurrency = 0) void price(String order) {}",
                        "concurrency must be 1 to 1000, was 0"));
    }

    private static Stream<Arguments> places() {
        return Stream.of(
                wrong(
                        "@EventFunction(topics = \"orders\") private void price(String order) {}",
                        "handler price is private, so that nobody can call it: remove 'private'"),
                wrong(
                        "@EventFunction(topics = \"orders\") static void price(String order) {}",
                        "handler price is static, but functions are methods of an object: remove 'static'"),
                wrong(
                        "class Inner { @EventFunction(topics = \"orders\") void price(String order) {} }",
                        "Wrong.Inner is an inner class, which needs an object around it: make it static, or a class of its"
                                + " own"));
    }

    private static Stream<Arguments> parameters() {
        return Stream.of(
                wrong(
                        "@EventFunction(topics = \"orders\") void price(FunctionContext context) {}",
                        "handler price takes no event: give it one parameter with the event's data, such as (Order"
                                + " order)"),
                wrong(
                        "@EventFunction(topics = \"orders\") void price(String order, FunctionContext c, byte[] raw) {}",
                        "handler price must have exactly one payload parameter, has 2 (String order, byte[] raw): take"
                                + " one event; only a FunctionContext may stand beside it"),
                wrong(
                        "@EventFunction(topics = \"orders\") void price(Map<String, String> order) {}",
                        "parameter order of price: java.util.Map" + NOT_DATA),
                wrong(
                        "@EventFunction(topics = \"orders\") void price(int[] order) {}",
                        "parameter order of price: int[]" + NOT_DATA),
                wrong(
                        "@EventFunction(topics = \"orders\") <T> void price(T order) {}",
                        "parameter order of price: type variable T is not known when compiling: write the type itself"),
                wrong(
                        "@EventFunction(topics = \"orders\") void price(Event<?> order) {}",
                        "parameter order of price: the event's type is not said: write it, for example Event<Order> or"
                                + " Order"),
                wrong(
                        "@EventFunction(topics = \"orders\") void price(Event order) {}",
                        "parameter order of price: the event's type is not said: write it, for example Event<Order> or"
                                + " Order"),
                wrong(
                        "@EventFunction(topics = \"orders\") void price(org.apache.avro.specific.SpecificRecord o) {}",
                        "parameter o of price: SpecificRecord does not say which schema: write the class that was"
                                + " generated from it, or GenericRecord"),
                wrong(
                        "@EventFunction(topics = \"orders\") void price(Page<String> o) {} record Page<T>(T first) {}",
                        "parameter o of price: record Wrong.Page has type parameters, which a manifest cannot say: write a"
                                + " record without them"));
    }

    private static Stream<Arguments> results() {
        return Stream.of(
                wrong(
                        "@EventFunction(topics = \"orders\", output = \"prices\") void price(String order) {}",
                        "handler price returns nothing, but its output is 'prices': return what goes there, or remove"
                                + " output"),
                wrong(
                        "@EventFunction(topics = \"orders\") String price(String order) { return order; }",
                        "handler price returns String, but no output says where it goes: add output = \"a-topic\", or"
                                + " return void"),
                wrong(
                        "@EventFunction(topics = \"a\", output = \"b\") java.util.concurrent.CompletableFuture<String> price(String o) { return null; }",
                        "handler price returns CompletableFuture, but it runs on a thread of its own and may wait:"
                                + " return the value itself"),
                wrong(
                        "@EventFunction(topics = \"a\", output = \"b\") Optional<Integer> price(String o) { return null; }",
                        "result of price: java.lang.Integer" + NOT_DATA));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongHandlers")
    void a_wrong_handler_is_refused_at_its_line(String handler, String message) {
        assertThat(Compilation.of(classes, "class Wrong {\n" + handler + "\n}").errors())
                .containsExactly("Wrong.java:2 " + message);
    }

    @Test
    void an_abstract_handler_is_refused() {
        var compilation = Compilation.of(classes, """
                abstract class Wrong {
                    @EventFunction(topics = "orders")
                    abstract void price(String order);
                }
                """);

        assertThat(compilation.errors())
                .containsExactly(
                        "Wrong.java:3 handler price has no body: write it in a class that is not abstract",
                        "Wrong.java:3 Wrong is abstract, so that no object can be made of it: move the handler to a"
                                + " class that is not");
    }

    @Test
    void a_filter_that_is_not_cesql_is_refused_with_the_parsers_own_words() {
        var compilation = Compilation.of(classes, """
                class Wrong {
                    @EventFunction(topics = "orders", filter = "type = AND")
                    void price(String order) {}
                }
                """);

        assertThat(compilation.errors())
                .singleElement()
                .asString()
                .startsWith("Wrong.java:3 filter is not valid CESQL: ")
                .contains("7:9 `AND`")
                .endsWith(": write for example filter = \"type = 'shop.purchase.completed'\"");
    }

    @Test
    void two_functions_of_one_name_are_refused_whatever_their_class() {
        var compilation = Compilation.of(
                classes,
                "class Prices { @EventFunction(topics = \"orders\") void price(String order) {} }",
                "class Taxes { @EventFunction(name = \"price\", topics = \"orders\") void tax(String order) {} }");

        assertThat(compilation.errors())
                .containsExactly("Taxes.java:1 two functions are named 'price', shop.Prices.price and shop.Taxes.tax:"
                        + " give one of them another name with @EventFunction(name = \"…\")");
    }

    @Test
    void handlers_that_overload_each_other_are_refused() {
        var compilation = Compilation.of(classes, """
                class Wrong {
                    @EventFunction(topics = "orders") void price(String order) {}
                    @EventFunction(name = "raw", topics = "orders") void price(byte[] order) {}
                }
                """);

        String message =
                " two handlers of Wrong are methods named price, and a deployment could not tell which to call:"
                        + " rename one of them";
        assertThat(compilation.errors()).containsExactly("Wrong.java:2" + message, "Wrong.java:3" + message);
    }

    @Test
    void a_record_that_the_handlers_package_cannot_see_is_refused() {
        var compilation = Compilation.of(classes, """
                class Wrong {
                    public record Order(Line line) { private record Line(int quantity) {} }
                    @EventFunction(topics = "orders") void price(Order order) {}
                }
                """);

        assertThat(compilation.errors())
                .containsExactly("Wrong.java:1 record Wrong.Order.Line is read as JSON from package shop, which cannot"
                        + " see it: make it public");
    }

    @Test
    void a_record_without_a_library_that_reads_json_is_refused() {
        String withoutSerialization = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("micronaut-serde"))
                .collect(Collectors.joining(File.pathSeparator));
        var compilation = Compilation.of(withoutSerialization, classes, """
                class Wrong {
                    record Order(String id) {}
                    @EventFunction(topics = "orders") void price(Order order) {}
                }
                """);

        assertThat(compilation.errors())
                .containsExactly("Wrong.java:1 record Wrong.Order is read as JSON, for which the class path lacks"
                        + " Micronaut Serialization: add the dependency io.micronaut.serde:micronaut-serde-jackson");
    }

    @Test
    void a_type_that_does_not_exist_is_told_by_javac_alone() {
        var compilation = Compilation.of(classes, """
                class Wrong {
                    @EventFunction(topics = "orders")
                    void price(Order order) {}
                }
                """);

        assertThat(compilation.errors()).singleElement().asString().startsWith("Wrong.java:3 cannot find symbol");
    }

    @Test
    void all_faults_of_a_compilation_are_told_at_once() {
        var compilation = Compilation.of(
                classes, """
                class Prices {
                    @EventFunction(topics = "orders", timeout = "0s", attempts = 101)
                    static String price(Map<String, String> order) { return ""; }
                }
                """, "class Taxes { @EventFunction(topics = \"orders\") private void tax(String order) {} }");

        assertThat(compilation.errors())
                .containsExactly(
                        "Prices.java:3 timeout must be at least 1ms, was 0s",
                        "Prices.java:3 attempts must be 1 to 100, was 101",
                        "Prices.java:3 handler price is static, but functions are methods of an object: remove"
                                + " 'static'",
                        "Prices.java:3 parameter order of price: java.util.Map" + NOT_DATA,
                        "Prices.java:3 handler price returns String, but no output says where it goes: add output ="
                                + " \"a-topic\", or return void",
                        "Taxes.java:1 handler tax is private, so that nobody can call it: remove 'private'");
    }

    private static Arguments wrong(String handler, String message) {
        return Arguments.of(handler, message);
    }
}
