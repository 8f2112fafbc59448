package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(name = "Price Order", topics = "orders")
    void price(String order) {}
    // error: function name 'Price Order' must be a lower-case letter and then at most 62 of a-z, 0-9 and '-': write for example name = "price-order"
}
