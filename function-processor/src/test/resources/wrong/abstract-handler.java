package shop;

import dev.lavant.function.*;

abstract class Wrong {
    @EventFunction(topics = "orders")
    abstract void price(String order);
    // error: handler price has no body: write it in a class that is not abstract
    // error: Wrong is abstract, so that no object can be made of it: move the handler to a class that is not
}
