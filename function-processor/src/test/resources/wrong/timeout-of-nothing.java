package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", timeout = "0s")
    void price(String order) {}
    // error: timeout must be at least 1ms, was 0s
}
