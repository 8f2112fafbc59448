package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders", filter = "[{\"prefx\": {\"type\": \"shop.\"}}]")
    void price(String order) {}
    // error: filter is not valid: filters[0] has no dialect 'prefx': there are exact, prefix, suffix, all, any, not and sql; write for example filter = "type = 'shop.purchase.completed'"
}
