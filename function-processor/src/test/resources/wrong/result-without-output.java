package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    String price(String order) { return order; }
    // error: handler price returns String, but no output says where it goes: add output = "a-topic", or return void
}
