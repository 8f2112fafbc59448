package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(Event order) {}
    // error: parameter order of price: the event's type is not said: write it, for example Event<Order> or Order
}
