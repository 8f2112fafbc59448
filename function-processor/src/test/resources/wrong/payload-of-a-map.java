package shop;

import dev.lavant.function.*;
import java.util.Map;

class Wrong {
    @EventFunction(topics = "orders")
    void price(Map<String, String> order) {}
    // error: parameter order of price: java.util.Map is not the data of an event: use a class generated from an Avro schema, GenericRecord, a Java record (JSON), String or byte[]
}
