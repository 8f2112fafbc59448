package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", output = "..")
    String price(String order) { return order; }
    // error: output '..' is not a legal Kafka topic name: use 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'
}
