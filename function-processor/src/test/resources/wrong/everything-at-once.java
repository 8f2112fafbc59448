package shop;

import dev.lavant.function.*;
import java.util.Map;

class Wrong {
    @EventFunction(topics = "orders", timeout = "0s", retry = @Retry(attempts = 101))
    static String price(Map<String, String> order) { return ""; }
    // error: timeout must be at least 1ms, was 0s
    // error: retry.attempts must be 1 to 100, was 101
    // error: handler price is static, but functions are methods of an object: remove 'static'
    // error: parameter order of price: java.util.Map is not the data of an event: use a class generated from an Avro schema, GenericRecord, a Java record (JSON), String or byte[]
    // error: handler price returns String, but no output says where it goes: add output = "a-topic", or return void

    @EventFunction(topics = "orders")
    private void tax(String order) {}
    // error: handler tax is private, so that nobody can call it: remove 'private'
}
