package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "type = AND")
    void price(String order) {}
    // error: filter is not valid: a value must stand here, not 'AND', at column 8 of: type = AND; write for example filter = "type = 'shop.purchase.completed'"
}
