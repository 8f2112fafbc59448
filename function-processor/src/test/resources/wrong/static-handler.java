package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    static void price(String order) {}
    // error: handler price is static, but functions are methods of an object: remove 'static'
}
