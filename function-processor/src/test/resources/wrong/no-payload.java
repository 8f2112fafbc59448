package shop;

import dev.lavant.function.*;

class Wrong {
    @EventFunction(topics = "orders")
    void price(FunctionContext context) {}
    // error: handler price takes no event: give it one parameter with the event's data, such as (Order order)
}
