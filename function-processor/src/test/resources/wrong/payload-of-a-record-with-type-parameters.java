package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(Page<String> orders) {}
    // error: parameter orders of price: record Wrong.Page has type parameters, which a manifest cannot say: write a record without them

    record Page<T>(T first) {}
}
