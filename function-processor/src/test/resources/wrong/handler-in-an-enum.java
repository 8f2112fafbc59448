package shop;

import dev.lavant.function.*;

enum Wrong {
    ONE;

    @EventFunction(topics = "orders")
    void price(String order) {}
    // error: Wrong is an enum, of which no bean can be made: move the handler to a class
}
