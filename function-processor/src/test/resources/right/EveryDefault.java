package shop;

import dev.lavant.function.*;

class EveryDefault {
    @EventFunction(topics = "orders")
    void writeOrder(String order) {}
}
