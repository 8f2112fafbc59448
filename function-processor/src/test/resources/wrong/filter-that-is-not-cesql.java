package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "type = AND")
    void price(String order) {}
    // error: filter is not valid CESQL: [RECOGNITION at 7:9 `AND`] Cannot parse: mismatched input 'AND': write for example filter = "type = 'shop.purchase.completed'"
}
