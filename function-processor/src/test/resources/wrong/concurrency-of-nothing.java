package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", concurrency = 0)
    void price(String order) {}
    // error: concurrency must be 1 to 1000, was 0
}
