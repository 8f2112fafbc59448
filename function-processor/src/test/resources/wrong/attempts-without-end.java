package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", attempts = 101)
    void price(String order) {}
    // error: attempts must be 1 to 100, was 101
}
