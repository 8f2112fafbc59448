package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "type = = 'x'")
    void price(String order) {}
    // error: filter is not valid: a value must stand here, not '=', at column 8 of: type = = 'x'; write for example filter = "type = 'shop.purchase.completed'"
}
