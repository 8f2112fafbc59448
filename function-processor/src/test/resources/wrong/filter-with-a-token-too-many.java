package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "type = = 'x'")
    void price(String order) {}
    // error: filter is not valid CESQL: type = = 'x': write for example filter = "type = 'shop.purchase.completed'"
}
