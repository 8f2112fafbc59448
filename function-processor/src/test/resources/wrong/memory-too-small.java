package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", memory = "32Mi")
    void price(String order) {}
    // error: memory must be at least 64Mi, was 32Mi
}
