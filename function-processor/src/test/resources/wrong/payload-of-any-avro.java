package shop;

import dev.lavant.function.*;
import org.apache.avro.specific.SpecificRecord;

class Wrong {
    @EventFunction(topics = "orders")
    void price(SpecificRecord order) {}
    // error: parameter order of price: SpecificRecord does not say which schema: write the class that was generated from it, or GenericRecord
}
