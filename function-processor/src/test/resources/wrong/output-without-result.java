package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", output = "prices")
    void price(String order) {}
    // error: handler price returns nothing, but its output is 'prices': return what goes there, or remove output
}
