package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    private void price(String order) {}
    // error: handler price is private, so that nobody can call it: remove 'private'
}
