package shop;

import dev.lavant.function.*;
import java.util.Optional;

class Wrong {
    @EventFunction(topics = "orders", output = "prices")
    Optional<Integer> price(String order) { return Optional.of(1); }
    // error: result of price: java.lang.Integer is not the data of an event: use a class generated from an Avro schema, GenericRecord, a Java record (JSON), String or byte[]
}
