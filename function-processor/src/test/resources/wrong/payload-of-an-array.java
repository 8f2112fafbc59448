package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(int[] order) {}
    // error: parameter order of price: int[] is not the data of an event: use a class generated from an Avro schema, GenericRecord, a Java record (JSON), String or byte[]
}
