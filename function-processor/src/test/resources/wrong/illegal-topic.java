package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "new orders")
    void price(String order) {}
    // error: topics 'new orders' is not a legal Kafka topic name: use 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'
}
