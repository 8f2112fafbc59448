package shop;

import dev.lavant.function.*;
import java.util.List;

class Wrong {
    @EventFunction(topics = "orders")
    void price(List<Event<String>> orders) {}
    // error: parameter orders of price: java.util.List is not the data of an event: use a class generated from an Avro schema, GenericRecord, a Java record (JSON), String or byte[]
}
